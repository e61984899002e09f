import type { ReactElement, ReactNode } from 'react';
import { I18nProvider } from 'react-aria-components';

/** React Aria takes its language from the browser unless told; the product speaks German. */
export function GermanFields({ children }: { children: ReactNode }): ReactElement {
  return <I18nProvider locale="de-DE">{children}</I18nProvider>;
}
