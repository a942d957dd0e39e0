package dev.flotilla.control.access;

/** How somebody has shown who they are. */
public enum SignedInBy {
    /** With a second factor after it, where the account has one. */
    PASSWORD,
    PASSKEY,
    /** The provider of single sign-on vouches for them, and for their second factor. */
    SIGN_ON,
    /** The link of an invitation, or of a sign-up. */
    LINK
}
