package dev.flotilla.id;

/** A flow with parameters, of which flows are made. */
public record TemplateId(String value) {
    private static final IdFormat FORMAT = new IdFormat("template", "tmpl", 8);

    /** @throws IllegalArgumentException naming the value when it is not "tmpl_" and 16 lower-case hexadecimal digits */
    public TemplateId {
        FORMAT.check(value);
    }

    /** A new id from 64 random bits. */
    public static TemplateId random() {
        return new TemplateId(FORMAT.random());
    }

    @Override
    public String toString() {
        return value;
    }
}
