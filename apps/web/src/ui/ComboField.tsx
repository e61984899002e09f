import type { ReactElement } from 'react';
import { Button, ComboBox, Input, Label, ListBox, ListBoxItem, Popover, Text } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { controlClass, fieldClass, OptionalMark, type FieldFrameProps, type Option } from './Field.js';
import { Icon } from './Icon.js';
import { AriaError } from './AriaError.js';

interface ComboFieldProps extends FieldFrameProps {
  options: readonly Option[];
  value: string;
  onChange: (value: string) => void;
  onBlur?: () => void;
}

/** A choice among many by typing: opens on focus, arrow keys, Enter. */
export function ComboField(props: ComboFieldProps): ReactElement {
  const { label, hint, error, optional, options, value, onChange, onBlur } = props;
  const { t } = useTranslation();
  return (
    <ComboBox
      className={fieldClass(error)}
      defaultItems={options.map((option) => ({ id: option.value, name: option.label }))}
      value={value === '' ? null : value}
      onChange={(key) => onChange(key === null ? '' : String(key))}
      onBlur={onBlur}
      isInvalid={error !== undefined}
      validationBehavior="aria"
      menuTrigger="focus"
    >
      <Label className="kern-label">
        {label}
        {optional && <OptionalMark />}
      </Label>
      {hint && (
        <Text slot="description" className="kern-hint">
          {hint}
        </Text>
      )}
      <div className="control-box">
        <Input className={controlClass(error)} />
        <Button className="control-button">
          <Icon name="down" size={24} />
        </Button>
      </div>
      <AriaError>{error}</AriaError>
      <Popover className="popover" offset={2}>
        <ListBox
          className="options"
          renderEmptyState={() => <p className="muted pad">{t('common.noChoice')}</p>}
        >
          {(option: { id: string; name: string }) => (
            <ListBoxItem id={option.id} textValue={option.name} className="option">
              <span>{option.name}</span>
              <Icon name="check" size={18} />
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
