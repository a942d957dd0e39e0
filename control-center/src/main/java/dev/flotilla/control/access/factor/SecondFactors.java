package dev.flotilla.control.access.factor;

import dev.flotilla.control.access.Account;
import dev.flotilla.control.access.SecondStep.Factor;
import dev.flotilla.control.access.passkey.Passkeys;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The second factors of accounts. One that has any is not entered by its password alone. */
@ApplicationScoped
public class SecondFactors {
    private static final Pattern TOTP = Pattern.compile("\\d{" + Totp.DIGITS + "}");
    private static final int LONGEST_CODE = 40;

    /** What somebody shows: a code of their app or a recovery code, or what a passkey has signed. */
    public record Shown(@Nullable String code, @Nullable String passkey) {
        /** Leaves both out. */
        @Override
        public String toString() {
            return "Shown";
        }
    }

    /** What it is worth. */
    public sealed interface Verdict {
        record Right() implements Verdict {}

        record Wrong() implements Verdict {}

        /** Nothing was tried. */
        record Wait(Duration atLeast) implements Verdict {}
    }

    private final TotpCodes totp;
    private final RecoveryCodes recovery;
    private final Passkeys passkeys;
    private final FactorTries tries;

    SecondFactors(TotpCodes totp, RecoveryCodes recovery, Passkeys passkeys, FactorTries tries) {
        this.totp = totp;
        this.recovery = recovery;
        this.passkeys = passkeys;
        this.tries = tries;
    }

    /** Any one of them will do; none when the password is enough. */
    List<Factor> of(Account account) {
        var factors = new ArrayList<Factor>();
        if (totp.isOn(account)) {
            factors.add(Factor.TOTP);
        }
        if (!passkeys.all(account).isEmpty()) {
            factors.add(Factor.PASSKEY);
        }
        if (!factors.isEmpty() && recovery.left(account) > 0) {
            factors.add(Factor.RECOVERY_CODE);
        }
        return List.copyOf(factors);
    }

    /** Spends what is shown, if it is right. */
    Verdict check(Account account, Shown shown) {
        if (shown.passkey() != null) {
            return passkeys.proves(account, shown.passkey()) ? new Verdict.Right() : new Verdict.Wrong();
        }
        Duration wait = tries.admit(account);
        if (!wait.isZero()) {
            return new Verdict.Wait(wait);
        }
        String code = shown.code() == null ? "" : shown.code().replaceAll("\\s", "");
        if (!isRight(account, code)) {
            return new Verdict.Wrong();
        }
        tries.forgive(account);
        return new Verdict.Right();
    }

    /** Ten new recovery codes when there is a factor now and was none before, else nothing. */
    List<String> codesForTheFirst(Account account) {
        return of(account).size() == 1 && recovery.left(account) == 0 ? recovery.renew(account) : List.of();
    }

    /** The recovery codes go with the last factor that they stand in for. */
    void forgetCodesAfterTheLast(Account account) {
        if (of(account).isEmpty()) {
            recovery.remove(account);
        }
    }

    /** Leaves the password alone, for who has lost everything else. */
    void removeAll(Account account) {
        totp.remove(account);
        passkeys.removeAll(account);
        recovery.remove(account);
        tries.forgive(account);
    }

    private boolean isRight(Account account, String code) {
        if (code.length() > LONGEST_CODE) {
            return false;
        }
        return TOTP.matcher(code).matches() ? totp.take(account, code) : recovery.take(account, code);
    }
}
