import type { ButtonHTMLAttributes, ReactElement } from 'react';
import { Icon } from './Icon.js';
import type { IconName } from './icon-paths.js';

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  variant?: 'primary' | 'secondary' | 'tertiary';
  small?: boolean;
  icon?: IconName;
  children: string;
}

/** Class names of a KERN button, for links that look like one. */
export function buttonClass(
  variant: NonNullable<ButtonProps['variant']> = 'secondary',
  small = false,
): string {
  return `kern-btn kern-btn--${variant}${small ? ' small' : ''}`;
}

/** KERN's button in the density of the app. `type` is `button` unless told otherwise. */
export function Button({
  variant = 'secondary',
  small,
  icon,
  children,
  className,
  ...rest
}: ButtonProps): ReactElement {
  return (
    <button type="button" className={`${buttonClass(variant, small)} ${className ?? ''}`} {...rest}>
      {icon && <Icon name={icon} />}
      <span className="kern-label">{children}</span>
    </button>
  );
}
