/** One column of a {@link file://./DataTable.vue}. */
export interface Column {
  readonly key: string;
  readonly label: string;
  readonly align?: 'end';
  /** The cell by which people recognise the row: the heading of its card on a phone. */
  readonly lead?: boolean;
  /** Left out on a phone. */
  readonly desk?: boolean;
}
