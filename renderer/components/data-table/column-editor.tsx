import { useState, type KeyboardEvent } from 'react';
import { cx } from '../../lib/class-names.ts';
import { Button } from '../button.tsx';
import { Dialog, DialogActions, DialogBody } from '../dialog.tsx';
import { Keycap } from '../keycap.tsx';
import styles from './column-editor.module.css';
import { moveColumn, updateColumn, type ColumnState, type TableColumn } from './columns.ts';

interface ColumnEditorProps<Row> {
  columns: readonly TableColumn<Row>[];
  layout: readonly ColumnState[];
  onLayout: (layout: ColumnState[]) => void;
  onReset: () => void;
  onClose: () => void;
}

const widthStep = 12;

/** Everything that the mouse can do to the table's heads, by keyboard: show, hide, move, widen. */
export function ColumnEditor<Row>({ columns, layout, onLayout, onReset, onClose }: ColumnEditorProps<Row>) {
  const [current, setCurrent] = useState(layout[0]?.id ?? '');
  const index = layout.findIndex((state) => state.id === current);
  const columnOf = (id: string) => columns.find((column) => column.id === id);

  const resize = (state: ColumnState, by: number) => {
    const column = columnOf(state.id);
    if (!column || column.fills) return;
    onLayout(updateColumn(layout, state.id, { width: Math.max(column.minWidth, state.width + by) }));
  };
  const toggle = (state: ColumnState) => {
    if (columnOf(state.id)?.fills) return;
    onLayout(updateColumn(layout, state.id, { visible: !state.visible }));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const state = layout[index];
    if (!state) return;
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const widen = { ArrowLeft: -widthStep, ArrowRight: widthStep }[event.key];
    if (step !== undefined && event.altKey) onLayout(moveColumn(layout, current, step));
    else if (step !== undefined)
      setCurrent(layout[Math.max(0, Math.min(layout.length - 1, index + step))]!.id);
    else if (widen !== undefined) resize(state, widen);
    else if (event.key === ' ' || event.key === 'Enter') toggle(state);
    else return;
    event.preventDefault();
  };

  return (
    <Dialog title="Columns" onClose={onClose} size="small">
      <DialogBody>
        <p className={styles['help']}>
          <Keycap keys="space" /> show or hide <Keycap keys="alt+up" /> <Keycap keys="alt+down" /> move{' '}
          <Keycap keys="left" /> <Keycap keys="right" /> width
        </p>
        <p className={styles['help']}>Where the window is too narrow, columns leave until the rest fits.</p>
        <div
          role="listbox"
          aria-label="Columns of the table"
          aria-multiselectable="true"
          aria-activedescendant={`column-${current}`}
          tabIndex={0}
          className={styles['list']}
          onKeyDown={onKeyDown}
        >
          {layout.map((state) => (
            <div
              key={state.id}
              id={`column-${state.id}`}
              role="option"
              tabIndex={-1}
              aria-selected={state.visible}
              className={cx(styles['option'], state.id === current && styles['current'])}
              onMouseDown={() => setCurrent(state.id)}
              onClick={() => toggle(state)}
              onKeyDown={() => undefined}
            >
              <span className={styles['check']}>{state.visible ? '✓' : ''}</span>
              <span className={styles['name']}>{columnOf(state.id)?.name}</span>
              <span className={styles['width']}>
                {columnOf(state.id)?.fills ? 'fills the row' : `${state.width} px`}
              </span>
            </div>
          ))}
        </div>
      </DialogBody>
      <DialogActions>
        <Button variant="quiet" onClick={onReset}>
          Back to the built-in columns
        </Button>
        <Button variant="primary" onClick={onClose}>
          Done
        </Button>
      </DialogActions>
    </Dialog>
  );
}
