import { useEffect, useId, useRef, useState, type ReactElement, type ReactNode } from 'react';

interface DisclosureProps {
  className: string;
  buttonClassName: string;
  buttonLabel: string;
  buttonContent: ReactNode;
  panelClassName: string;
  /** The panel's content; `close` gives the focus back to the button. */
  children: (close: () => void) => ReactNode;
}

/** A button that shows a panel of ordinary links and buttons: Escape, a click beside it or leaving it closes it. */
export function Disclosure(props: DisclosureProps): ReactElement {
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const id = useId();

  useEffect(() => {
    if (!open) return;
    const outside = (event: Event): void => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) setOpen(false);
    };
    document.addEventListener('pointerdown', outside);
    document.addEventListener('focusin', outside);
    return () => {
      document.removeEventListener('pointerdown', outside);
      document.removeEventListener('focusin', outside);
    };
  }, [open]);

  const close = (): void => {
    setOpen(false);
    document.getElementById(`${id}-button`)?.focus();
  };

  return (
    <div
      ref={box}
      className={`disclosure ${props.className}`}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && open) {
          event.stopPropagation();
          close();
        }
      }}
    >
      <button
        id={`${id}-button`}
        type="button"
        className={props.buttonClassName}
        aria-label={props.buttonLabel}
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
      >
        {props.buttonContent}
      </button>
      {open && (
        <div id={id} className={`panel ${props.panelClassName}`}>
          {props.children(close)}
        </div>
      )}
    </div>
  );
}
