import { useState, type InputHTMLAttributes, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Field, type FieldFrameProps } from './Field.js';
import { Icon } from './Icon.js';

type PasswordFieldProps = FieldFrameProps &
  Omit<InputHTMLAttributes<HTMLInputElement>, 'className' | 'id' | 'type'>;

/** A password that can be made visible, and that password managers recognise by `autoComplete`. */
export function PasswordField({ label, hint, error, optional, ...input }: PasswordFieldProps): ReactElement {
  const { t } = useTranslation();
  const [visible, setVisible] = useState(false);
  const toggle = visible ? t('common.hidePassword') : t('common.showPassword');
  return (
    <Field label={label} hint={hint} error={error} optional={optional}>
      {(control) => (
        <div className="control-box">
          <input type={visible ? 'text' : 'password'} {...input} {...control} />
          <button
            type="button"
            className="control-button"
            aria-label={toggle}
            aria-pressed={visible}
            title={toggle}
            onClick={() => setVisible(!visible)}
          >
            <Icon name="visibility" size={22} />
          </button>
        </div>
      )}
    </Field>
  );
}
