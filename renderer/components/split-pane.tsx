import { useRef, useState, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react';
import styles from './split-pane.module.css';

interface SplitPaneProps {
  children: ReactNode;
  /** The part on the right, or null while there is none. */
  side: ReactNode;
  sideWidth: number;
  minWidth: number;
  maxWidth: number;
  label: string;
  /** When the new width stands. */
  onResizeEnd: (width: number) => void;
}

const keyStep = 16;

export function SplitPane(props: SplitPaneProps) {
  const { children, side, minWidth, maxWidth, label, onResizeEnd } = props;
  const [dragWidth, setDragWidth] = useState<number | null>(null);
  const sideWidth = dragWidth ?? props.sideWidth;
  const drag = useRef<{ x: number; width: number; now: number } | null>(null);
  const clamp = (width: number) => Math.round(Math.min(maxWidth, Math.max(minWidth, width)));
  const onPointerDown = (event: PointerEvent) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { x: event.clientX, width: sideWidth, now: sideWidth };
  };
  const onPointerMove = (event: PointerEvent) => {
    if (!drag.current) return;
    drag.current.now = clamp(drag.current.width + drag.current.x - event.clientX);
    setDragWidth(drag.current.now);
  };
  const onPointerUp = () => {
    if (drag.current) onResizeEnd(drag.current.now);
    drag.current = null;
    setDragWidth(null);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowLeft: keyStep, ArrowRight: -keyStep }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    onResizeEnd(clamp(sideWidth + step));
  };
  return (
    <div className={styles['split']}>
      <div className={styles['main']}>{children}</div>
      {side !== null && (
        <div className={styles['side']} style={{ '--side-width': `${sideWidth}px` }}>
          {/* A window splitter as ARIA describes it: a separator that takes focus and has a value. */}
          <div
            role="separator"
            tabIndex={0}
            aria-orientation="vertical"
            aria-label={label}
            aria-valuenow={sideWidth}
            aria-valuemin={minWidth}
            aria-valuemax={maxWidth}
            className={styles['handle']}
            onPointerDown={onPointerDown}
            onPointerMove={onPointerMove}
            onPointerUp={onPointerUp}
            onKeyDown={onKeyDown}
          />
          {side}
        </div>
      )}
    </div>
  );
}
