import type { ReactElement, ReactNode, Ref } from 'react';
import { Icon } from './Icon.js';
import type { IconName } from './icon-paths.js';

interface AlertProps {
  kind: 'info' | 'success' | 'warning' | 'danger';
  title: string;
  icon?: IconName;
  /** `alert` interrupts a screen reader; `status` waits. */
  role?: 'alert' | 'status';
  action?: ReactNode;
  children?: ReactNode;
  ref?: Ref<HTMLDivElement>;
}

const icons: Record<AlertProps['kind'], IconName> = {
  info: 'info',
  success: 'done',
  warning: 'warning',
  danger: 'error',
};

/** KERN's alert, one line high unless it has more to say. Can take the focus. */
export function Alert({ kind, title, icon, role, action, children, ref }: AlertProps): ReactElement {
  return (
    <div ref={ref} tabIndex={-1} className={`kern-alert kern-alert--${kind} slim`} role={role}>
      <div className="kern-alert__header">
        <Icon name={icon ?? icons[kind]} />
        <span className="kern-title">{title}</span>
        {action}
      </div>
      {children && <div className="kern-alert__body">{children}</div>}
    </div>
  );
}
