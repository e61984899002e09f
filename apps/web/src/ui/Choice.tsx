import { useId, type ReactElement } from 'react';
import { ErrorText, type FieldFrameProps } from './Field.js';

interface ChoiceProps<T extends string> extends FieldFrameProps {
  name: string;
  options: readonly { value: T; label: string; note?: string; tone?: string }[];
  value: T | undefined;
  onChange: (value: T) => void;
  onBlur?: () => void;
}

/** Radio buttons as large fields; native, so arrow keys and screen readers work as they should. */
export function Choice<T extends string>(props: ChoiceProps<T>): ReactElement {
  const id = useId();
  const { name, label, hint, error, options, value, onChange, onBlur } = props;
  return (
    <fieldset
      className={`choice${error ? ' kern-form-input--error' : ''}`}
      aria-describedby={error ? `${id}-e` : undefined}
      aria-invalid={error ? true : undefined}
      role="radiogroup"
      aria-labelledby={`${id}-l`}
      onBlur={onBlur}
    >
      <legend id={`${id}-l`} className="kern-label">
        {label}
      </legend>
      {hint && <p className="kern-hint">{hint}</p>}
      <div className={`choice-options${options.length > 3 ? ' four' : ''}`}>
        {options.map((option) => (
          <label key={option.value} className={`choice-option ${option.tone ?? ''}`}>
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={value === option.value}
              onChange={() => onChange(option.value)}
            />
            <span>{option.label}</span>
            {option.note && <small>{option.note}</small>}
          </label>
        ))}
      </div>
      {error && <ErrorText id={`${id}-e`}>{error}</ErrorText>}
    </fieldset>
  );
}
