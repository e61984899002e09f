import { useId, type ReactElement } from 'react';
import { TextField, type FieldFrameProps } from '../../ui/Field.js';

interface AuthorityFieldProps extends FieldFrameProps {
  proposals: readonly string[];
  value: string;
  onChange: (value: string) => void;
}

/** A recipient of reports: typed freely, with the usual ones proposed. */
export function AuthorityField({ proposals, value, onChange, ...field }: AuthorityFieldProps): ReactElement {
  const id = useId();
  return (
    <>
      <TextField
        {...field}
        list={id}
        value={value}
        maxLength={200}
        autoComplete="off"
        onChange={(event) => onChange(event.target.value)}
      />
      <datalist id={id}>
        {proposals.map((proposal) => (
          <option key={proposal} value={proposal} />
        ))}
      </datalist>
    </>
  );
}
