package dev.flotilla.control.graphql;

import jakarta.enterprise.util.Nonbinding;
import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Stands on every class that has mutations: each of them leaves a row in the audit log, in the transaction of the caller's tenant
 * in which the mutation then runs. A test fails on a mutation that leaves none.
 */
@InterceptorBinding
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Audited {
    /** False for a mutation that opens transactions of its own, of another tenant or between which it waits: the row follows it. */
    @Nonbinding
    boolean inOneTransaction() default true;
}
