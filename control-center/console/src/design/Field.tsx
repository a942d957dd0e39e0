import {
  useId,
  type InputHTMLAttributes,
  type ReactNode,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
} from "react";
import styles from "./Field.module.css";
import { Icon } from "./Icon";

type Frame = { label: string; hint?: ReactNode; error?: string | undefined; isOptional?: boolean };
type Control = { id: string; "aria-invalid": true | undefined; "aria-describedby": string | undefined };

/** Label, control, and below it either a hint or, in words, what is wrong. */
function Field({
  label,
  hint,
  error,
  isOptional = false,
  control,
}: Frame & { control: (given: Control) => ReactNode }) {
  const id = useId();
  const below = error ?? hint;
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={id}>
        {label}
        {isOptional ? <span className={styles.optional}>optional</span> : null}
      </label>
      {control({ id, "aria-invalid": error ? true : undefined, "aria-describedby": below ? `${id}-below` : undefined })}
      {below ? (
        <p id={`${id}-below`} className={error ? styles.error : styles.hint}>
          {error ? <Icon name="alert" size={14} /> : null}
          <span>{below}</span>
        </p>
      ) : null}
    </div>
  );
}

type TextFieldProps = Frame & InputHTMLAttributes<HTMLInputElement> & { unit?: string; isCode?: boolean };

export function TextField({ label, hint, error, isOptional, unit, isCode = false, ...input }: TextFieldProps) {
  return (
    <Field
      {...{ label, hint, error, isOptional }}
      control={(given) => (
        <span className={styles.frame}>
          <input
            type="text"
            autoComplete="off"
            spellCheck={false}
            {...given}
            {...input}
            className={`${styles.input} ${isCode ? styles.code : ""}`}
          />
          {unit ? <span className={styles.unit}>{unit}</span> : null}
        </span>
      )}
    />
  );
}

type SelectFieldProps = Frame & SelectHTMLAttributes<HTMLSelectElement>;

export function SelectField({ label, hint, error, isOptional, children, ...select }: SelectFieldProps) {
  return (
    <Field
      {...{ label, hint, error, isOptional }}
      control={(given) => (
        <span className={styles.frame}>
          <select {...given} {...select} className={`${styles.input} ${styles.select}`}>
            {children}
          </select>
          <span className={styles.arrow}>
            <Icon name="chevron" />
          </span>
        </span>
      )}
    />
  );
}

type AreaFieldProps = Frame & TextareaHTMLAttributes<HTMLTextAreaElement> & { isCode?: boolean };

/** Text of several lines. */
export function AreaField({ label, hint, error, isOptional, isCode = false, ...area }: AreaFieldProps) {
  return (
    <Field
      {...{ label, hint, error, isOptional }}
      control={(given) => (
        <span className={styles.frame}>
          <textarea
            spellCheck={false}
            {...given}
            {...area}
            className={`${styles.input} ${styles.area} ${isCode ? styles.code : ""}`}
          />
        </span>
      )}
    />
  );
}
