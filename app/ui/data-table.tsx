import type { ReactNode } from 'react';

export interface Column<Row> {
  key: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** The cell that names the row; one column of a table. */
  rowHeader?: boolean;
  /** The header is spoken and not drawn, as over buttons; on a phone the cell then stands without a label. */
  quietHeader?: boolean;
}

interface DataTableProps<Row> {
  /** What the table holds; spoken, and drawn when `showCaption`. */
  caption: string;
  showCaption?: boolean;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Rows one picks from: room at the side, and a teal rule at the picked one. */
  picked?: (row: Row) => boolean;
  /** Instead of a table without rows. */
  empty?: ReactNode;
}

/** Rows under headings; on a phone each row becomes a short list with the headings beside its values. */
export function DataTable<Row>({ caption, showCaption, columns, rows, rowKey, picked, empty }: DataTableProps<Row>) {
  if (rows.length === 0 && empty !== undefined) return <>{empty}</>;
  return (
    <table className={picked ? 'table table--stack table--pick' : 'table table--stack'}>
      <caption className={showCaption ? undefined : 'sr'}>{caption}</caption>
      <thead>
        <tr>{columns.map((column) => <th key={column.key} scope="col">{column.quietHeader ? <span className="sr">{column.header}</span> : column.header}</th>)}</tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const isPicked = picked?.(row) ?? false;
          return (
            <tr key={rowKey(row)} className={isPicked ? 'is-selected' : undefined} aria-current={isPicked || undefined}>
              {columns.map((column) => (column.rowHeader
                ? <th key={column.key} scope="row">{column.cell(row)}</th>
                : <td key={column.key} data-label={column.quietHeader ? '' : column.header}>{column.cell(row)}</td>))}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
