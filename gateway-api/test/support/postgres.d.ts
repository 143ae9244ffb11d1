/** A fresh, empty database of a real PostgreSQL. */
export interface TestDatabase {
    /** `postgres://` address of a superuser. */
    readonly url: string;
    /** Runs SQL as superuser, beside the application. */
    query(sql: string, values?: unknown[]): Promise<Record<string, unknown>[]>;
    /** Closes every connection to the database and refuses new ones, as a stopped server would. */
    cutOff(): Promise<void>;
    /** Undoes {@link cutOff}. */
    letIn(): Promise<void>;
    drop(): Promise<void>;
}
/** Address of the cluster of this Jest run; the first caller starts it, it ends with the run. */
export declare const clusterUrl: () => Promise<string>;
/** Creates an empty database in the cluster of this Jest run. */
export declare const createTestDatabase: () => Promise<TestDatabase>;
