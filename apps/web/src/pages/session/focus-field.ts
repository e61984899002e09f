import type { SyntheticEvent } from 'react';

/** After a refused submit: goes to the field that needs something, where its message is read. */
export function focusField(event: SyntheticEvent<HTMLFormElement>, name: string): void {
  const field = event.currentTarget.elements.namedItem(name);
  if (field instanceof HTMLElement) field.focus();
}
