import type { ReactElement } from 'react';
import { FieldError } from 'react-aria-components';
import { Icon } from './Icon.js';

/** Error text of a React Aria field, which ties it to the control itself. */
export function AriaError({ children }: { children: string | undefined }): ReactElement {
  return (
    <FieldError className="kern-error">
      <Icon name="error" />
      <span className="kern-body">{children}</span>
    </FieldError>
  );
}
