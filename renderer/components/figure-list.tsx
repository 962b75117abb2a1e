interface FigureListProps {
  /** Name and value of each. */
  figures: readonly (readonly [label: string, value: string])[];
  className?: string | undefined;
}

/** A few figures, each under its name. */
export function FigureList({ figures, className }: FigureListProps) {
  return (
    <dl className={className}>
      {figures.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
