import {
  useId,
  type InputHTMLAttributes,
  type ReactElement,
  type ReactNode,
  type Ref,
  type TextareaHTMLAttributes,
} from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from './Icon.js';

export interface FieldFrameProps {
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  optional?: boolean | undefined;
}

/** What a control must carry so that label, hint and error are tied to it. */
export interface ControlProps {
  id: string;
  className: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
}

/** "(freiwillig)" behind a label. */
export function OptionalMark(): ReactElement {
  const { t } = useTranslation();
  return <span className="kern-label__optional"> {t('common.optional')}</span>;
}

export function ErrorText({ id, children }: { id?: string; children: string }): ReactElement {
  return (
    <p className="kern-error" id={id}>
      <Icon name="error" />
      <span className="kern-body">{children}</span>
    </p>
  );
}

/** Class of the frame around a control: KERN's red bar when something is wrong. */
export const fieldClass = (error: string | undefined): string =>
  `kern-form-input${error ? ' kern-form-input--error' : ''}`;

export const controlClass = (error: string | undefined): string =>
  `kern-form-input__input${error ? ' kern-form-input__input--error' : ''}`;

/** Label, hint, control and error in KERN's form. */
export function Field({
  label,
  hint,
  error,
  optional,
  children,
}: FieldFrameProps & { children: (control: ControlProps) => ReactNode }): ReactElement {
  const id = useId();
  const described = [hint ? `${id}-h` : '', error ? `${id}-e` : ''].filter(Boolean).join(' ');
  return (
    <div className={fieldClass(error)}>
      <label className="kern-label" htmlFor={id}>
        {label}
        {optional && <OptionalMark />}
      </label>
      {hint && (
        <p className="kern-hint" id={`${id}-h`}>
          {hint}
        </p>
      )}
      {children({
        id,
        className: controlClass(error),
        'aria-describedby': described || undefined,
        'aria-invalid': error ? true : undefined,
      })}
      {error && <ErrorText id={`${id}-e`}>{error}</ErrorText>}
    </div>
  );
}

type TextFieldProps = FieldFrameProps &
  Omit<InputHTMLAttributes<HTMLInputElement>, 'className' | 'id'> & { ref?: Ref<HTMLInputElement> };

export function TextField({ label, hint, error, optional, ref, ...input }: TextFieldProps): ReactElement {
  return (
    <Field label={label} hint={hint} error={error} optional={optional}>
      {(control) => <input ref={ref} type="text" {...input} {...control} />}
    </Field>
  );
}

type TextAreaFieldProps = FieldFrameProps &
  Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'className' | 'id'> & { ref?: Ref<HTMLTextAreaElement> };

export function TextAreaField({
  label,
  hint,
  error,
  optional,
  ref,
  ...area
}: TextAreaFieldProps): ReactElement {
  return (
    <Field label={label} hint={hint} error={error} optional={optional}>
      {(control) => <textarea ref={ref} {...area} {...control} />}
    </Field>
  );
}

export interface Option {
  value: string;
  label: string;
}

type SelectFieldProps = FieldFrameProps & {
  options: readonly Option[];
  value: string;
  onChange: (value: string) => void;
  name?: string;
  disabled?: boolean;
};

export function SelectField({
  label,
  hint,
  error,
  optional,
  options,
  onChange,
  ...select
}: SelectFieldProps): ReactElement {
  return (
    <Field label={label} hint={hint} error={error} optional={optional}>
      {(control) => (
        <select {...select} {...control} onChange={(event) => onChange(event.target.value)}>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

interface CheckFieldProps {
  label: string;
  hint?: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
}

export function CheckField({ label, hint, checked, onChange }: CheckFieldProps): ReactElement {
  const id = useId();
  return (
    <div className="check-field">
      <input
        id={id}
        type="checkbox"
        checked={checked}
        aria-describedby={hint ? `${id}-h` : undefined}
        onChange={(event) => onChange(event.target.checked)}
      />
      <div>
        <label htmlFor={id}>{label}</label>
        {hint && (
          <p className="kern-hint" id={`${id}-h`}>
            {hint}
          </p>
        )}
      </div>
    </div>
  );
}
