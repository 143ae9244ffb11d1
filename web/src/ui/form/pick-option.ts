/** One value a person can pick. */
export interface PickOption {
  readonly value: string;
  readonly label: string;
  readonly detail?: string;
}
