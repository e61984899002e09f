import { useEffect, useRef, useState, type ReactElement, type ReactNode } from 'react';

/** Measures its width for a chart; on the server the chart is drawn with a fixed one. */
export function Sized({
  initial = 600,
  children,
}: {
  initial?: number;
  children: (width: number) => ReactNode;
}): ReactElement {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(initial);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setWidth(Math.round(entry.contentRect.width));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return (
    <div ref={box} className="sized">
      {children(width)}
    </div>
  );
}
