package io.twinpath.domain;

/** A value that breaks a rule of its type; the message says the rule and never repeats the value. */
public final class InvalidValue extends DomainException {
    private static final long serialVersionUID = 1L;

    private final String field;
    private final String rule;

    /**
     * @param field the name of the value in snake case, as the API writes it: {@code full_name}
     * @param rule what a good value looks like: {@code must have 1 to 200 characters}
     */
    public InvalidValue(String field, String rule) {
        super(Kind.INVALID_VALUE, field + " " + rule);
        this.field = field;
        this.rule = rule;
    }

    public String field() {
        return field;
    }

    public String rule() {
        return rule;
    }
}
