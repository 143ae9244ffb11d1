// Generated from gateway-api/openapi.json by `npm run generate`; do not edit.
export interface paths {
    "/api/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** This interface as OpenAPI 3.1 */
        get: operations["openapi.document"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Accounts of the jurisdiction, or of the own enterprise */
        get: operations["accounts.list"];
        put?: never;
        /** Make an account; the initial password is told once */
        post: operations["accounts.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change name, roles or state, or give a new initial password */
        patch: operations["accounts.edit"];
        trace?: never;
    };
    "/api/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lines of the audit log, latest first */
        get: operations["audit.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/verification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Recompute the hash chain of the whole log */
        get: operations["audit.verify"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/batches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Production batches, latest first (R-4.2.2) */
        get: operations["batches.list"];
        put?: never;
        /** Record a production batch as draft */
        post: operations["batches.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/batches/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One batch with its raw-material lots, files and codes */
        get: operations["batches.get"];
        put?: never;
        post?: never;
        /** Remove a draft */
        delete: operations["batches.remove"];
        options?: never;
        head?: never;
        /** Change a draft; old values stay in its history (R-4.2.2b) */
        patch: operations["batches.change"];
        trace?: never;
    };
    "/api/v1/batches/{id}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Confirm a batch: input lots become its lot on the ledger (R-4.2.2c) */
        post: operations["batches.confirm"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/batches/{id}/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Attach an uploaded file to a batch; its SHA-256 comes onto the ledger (R-4.2.2d,e) */
        post: operations["batches.attach"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/code-blocks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Code blocks of the enterprise, newest first */
        get: operations["codeBlocks.list"];
        put?: never;
        /** Issue a block of codes in one endorsed transaction (R-4.2.6a) */
        post: operations["codeBlocks.issue"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/code-blocks/{locator}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One code block with the whereabouts of its codes as counts */
        get: operations["codeBlocks.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/code-blocks/{locator}/assignments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Drawn codes meet goods of a lot */
        post: operations["codeBlocks.assign"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/code-blocks/{locator}/downloads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Draw codes out of the pool for a download; a code leaves the pool once */
        post: operations["codeDownloads.draw"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/code-blocks/{locator}/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every disabling and enabling of codes of the block, latest first (R-4.2.6d) */
        get: operations["codeBlocks.statusChanges"];
        put?: never;
        /** Disable codes, or enable them again (R-4.2.6c,d) */
        post: operations["codeBlocks.setStatus"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a scanned code tells the signed-in asker: product, batch, status, way, proof (R-4.2.4a) */
        get: operations["codeHistory.ofCode"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shipments addressed to the enterprise, newest first */
        get: operations["deliveries.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/devices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Coders and lasers with their state (R-4.2.7a,b) */
        get: operations["devices.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/devices/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Name a device and its line, take it into use, accept a new bridge key */
        patch: operations["devices.change"];
        trace?: never;
    };
    "/api/v1/directory": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Enterprises of the three jurisdictions */
        get: operations["directory.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dispatches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Dispatches, newest first */
        get: operations["dispatches.list"];
        put?: never;
        /** Draft a dispatch */
        post: operations["dispatches.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dispatches/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One dispatch */
        get: operations["dispatches.get"];
        put?: never;
        post?: never;
        /** Delete a draft */
        delete: operations["dispatches.remove"];
        options?: never;
        head?: never;
        /** Change a draft */
        patch: operations["dispatches.change"];
        trace?: never;
    };
    "/api/v1/dispatches/{id}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Dispatch the goods with their codes */
        post: operations["dispatches.confirm"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dispatches/{id}/scans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add scanned codes to a draft
         * @description Codes that may not be dispatched are refused one by one; the others are taken.
         */
        post: operations["dispatches.addScans"];
        /** Take codes off a draft, all of them where none is named */
        delete: operations["dispatches.removeScans"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/downloads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Downloads of the enterprise, latest first */
        get: operations["codeDownloads.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/downloads/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One download */
        get: operations["codeDownloads.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/downloads/{id}/content": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The codes as CSV or as a ZIP of SVGs; each format once */
        get: operations["codeDownloads.content"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/downloads/{id}/repeat": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Allow one more copy of a format that was taken, with a reason; counted and audited (S-25) */
        post: operations["codeDownloads.repeat"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enterprise": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The registration record of the own enterprise */
        get: operations["enterprises.own"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enterprises": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Registered enterprises of the jurisdiction; an enterprise sees itself */
        get: operations["enterprises.list"];
        put?: never;
        /** Register an enterprise of this jurisdiction, with its first administrator */
        post: operations["enterprises.register"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enterprises/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One registration record */
        get: operations["enterprises.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Upload one file of at most 20 MB: PDF, JPEG, PNG, XLSX, DOCX or CSV, judged by content */
        post: operations["files.upload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/files/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is known of a file */
        get: operations["files.show"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/files/{id}/content": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The bytes as uploaded, checked against their SHA-256 */
        get: operations["files.content"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** State of the gateway and its parts; 200 while the process answers */
        get: operations["health.health"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 200 when every part serves, else 503 */
        get: operations["health.ready"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Print jobs, latest first */
        get: operations["printJobs.list"];
        put?: never;
        /** Send codes to a device; what it marks meets the goods of the lot (R-4.2.7c,d) */
        post: operations["printJobs.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One print job with counts sent, marked, assigned and unknown */
        get: operations["printJobs.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End a job; codes that were sent never return to the pool */
        post: operations["printJobs.cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/materials": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Raw materials of the enterprise */
        get: operations["materials.list"];
        put?: never;
        /** Record a raw material */
        post: operations["materials.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Commands to the ledger and what came of them, latest first */
        get: operations["operations.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One command to the ledger */
        get: operations["operations.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/parties": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Suppliers and customers, by name */
        get: operations["parties.list"];
        put?: never;
        /** Add a trading party */
        post: operations["parties.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/parties/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a trading party */
        patch: operations["parties.change"];
        trace?: never;
    };
    "/api/v1/parties/{id}/retire": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Retire a trading party; old documents keep it */
        post: operations["parties.retire"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/parties/{id}/reveal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Identity number and telephone of an individual in clear, for a reason that is recorded */
        post: operations["parties.reveal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/platform": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Jurisdiction, version and ledger of this gateway */
        get: operations["platformInfo.describe"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/products": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Products of the enterprise, by number */
        get: operations["products.list"];
        put?: never;
        /** Define a product */
        post: operations["products.define"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/products/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One product */
        get: operations["products.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/public/codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a scanned code tells anybody: product, batch, dates, state */
        get: operations["codeHistory.ofPublicCode"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/purchases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Purchases of raw material, latest first (R-4.2.1) */
        get: operations["purchases.list"];
        put?: never;
        /** Record a purchase as draft */
        post: operations["purchases.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/purchases/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One purchase with its history */
        get: operations["purchases.get"];
        put?: never;
        post?: never;
        /** Remove a draft */
        delete: operations["purchases.remove"];
        options?: never;
        head?: never;
        /** Change a draft; old values stay in its history (R-4.2.1b) */
        patch: operations["purchases.change"];
        trace?: never;
    };
    "/api/v1/purchases/{id}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Confirm a purchase: its raw-material lot comes onto the ledger */
        post: operations["purchases.confirm"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/raw-lots": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Own raw-material lots with stock and the batches made of them (R-4.2.2c) */
        get: operations["rawLots.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/receipts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Receipt notes, newest first */
        get: operations["receipts.list"];
        put?: never;
        /**
         * Draft a receipt note from one scanned code of a delivery
         * @description 201 with a new draft, 200 with the open draft of the same shipment.
         */
        post: operations["receipts.start"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/receipts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One receipt note */
        get: operations["receipts.get"];
        put?: never;
        post?: never;
        /** Delete a draft */
        delete: operations["receipts.remove"];
        options?: never;
        head?: never;
        /** Change quantities or codes of a draft */
        patch: operations["receipts.change"];
        trace?: never;
    };
    "/api/v1/receipts/{id}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Receive the goods */
        post: operations["receipts.confirm"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/receipts/{id}/scans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add codes that are received exactly */
        post: operations["receipts.addScans"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sales": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Sales to consumers, newest first */
        get: operations["sales.list"];
        put?: never;
        /** Sell to consumers, by codes or by quantity */
        post: operations["sales.sell"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is signed in, and what the account may do */
        get: operations["session.show"];
        put?: never;
        /** Sign in; sets the session cookie */
        post: operations["session.signIn"];
        /** Sign out; the session ends on the server */
        delete: operations["session.signOut"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Change the own password; other sessions of the account end */
        post: operations["session.changePassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Present stock by lot, what expires first on top */
        get: operations["stock.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stock/{lot}/movements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Movements of a lot in and out of stock, newest first */
        get: operations["stock.movements"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/whereabouts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where the goods of a code, production batch or raw-material batch are, with quantities and documents (R-4.2.4) */
        get: operations["whereabouts.whereabouts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/whereabouts/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The same as recall list, CSV (R-4.2.4f) */
        get: operations["whereabouts.recallList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Account: {
            /** Format: date-time */
            createdAt: string;
            displayName: string;
            enterprise: string | null;
            id: string;
            login: string;
            mustChangePassword: boolean;
            roles: ("administrator" | "regulator" | "auditor" | "enterprise-admin" | "purchasing" | "production" | "sales" | "warehouse" | "code-manager" | "line-operator" | "finance" | "enterprise-user")[];
            /** @enum {string} */
            state: "active" | "disabled";
            version: number;
        };
        AccountPage: {
            items: components["schemas"]["Account"][];
            next: string | null;
        };
        AccountWithPassword: {
            account: components["schemas"]["Account"];
            initialPassword?: string;
        };
        AddScans: {
            codes: string[];
        };
        AuditLine: {
            action: string;
            actor: string | null;
            detail: {
                [key: string]: string | number | boolean;
            };
            enterprise: string | null;
            hash: string;
            ip: string | null;
            objectId: string | null;
            objectType: string | null;
            previousHash: string;
            requestId: string | null;
            result: string;
            seq: number;
            session: string | null;
            /** Format: date-time */
            time: string;
        };
        AuditPage: {
            items: components["schemas"]["AuditLine"][];
            next: string | null;
        };
        AuditVerification: {
            brokenAt?: number;
            head: string;
            intact: boolean;
            lines: number;
        };
        Batch: {
            /** @description issued and drawn: codes of the product; assigned: codes on goods of this batch */
            codes: {
                assigned: number;
                drawn: number;
                issued: number;
            };
            createdAt: string;
            expiryDate: string;
            files: components["schemas"]["BatchFile"][];
            history: components["schemas"]["DocumentHistory"];
            id: string;
            inputs: {
                lot: components["schemas"]["LotId"];
                lotNumber: string | null;
                names: components["schemas"]["Names"] | null;
                quantity: string;
                supplierName: string | null;
                unit: string | null;
            }[];
            ledger: components["schemas"]["Seal"];
            losses: {
                lot: components["schemas"]["LotId"];
                lotNumber: string | null;
                names: components["schemas"]["Names"] | null;
                quantity: string;
                supplierName: string | null;
                unit: string | null;
            }[];
            lot: components["schemas"]["LotId"] | null;
            lotNumber: string;
            number: string;
            product: string;
            productionDate: string;
            productNames: components["schemas"]["Names"];
            /** @description in the product's unit */
            quantity: string;
            /** @enum {string} */
            state: "draft" | "confirmed";
            unit: string;
            version: number;
        };
        BatchChanges: {
            expiryDate?: string;
            inputs?: {
                lot: components["schemas"]["LotId"];
                quantity: string;
            }[];
            losses?: {
                lot: components["schemas"]["LotId"];
                quantity: string;
            }[];
            lotNumber?: string;
            product?: string;
            productionDate?: string;
            /** @description in the product's unit */
            quantity?: string;
            version: number;
        };
        BatchFieldsInput: {
            expiryDate: string;
            /** @default [] */
            inputs: {
                lot: components["schemas"]["LotId"];
                quantity: string;
            }[];
            /** @default [] */
            losses: {
                lot: components["schemas"]["LotId"];
                quantity: string;
            }[];
            lotNumber: string;
            product: string;
            productionDate: string;
            /** @description in the product's unit */
            quantity: string;
        };
        BatchFile: {
            date: string | null;
            file: string;
            ledger: components["schemas"]["Seal"];
            name: string;
            number: string | null;
            sha256: string;
            /** @enum {string} */
            type: "inspection-report" | "production-record";
        };
        BatchFileRequest: {
            date?: string;
            /** @description an uploaded file */
            file: string;
            number?: string;
            /** @enum {string} */
            type: "inspection-report" | "production-record";
        };
        BatchPage: {
            items: components["schemas"]["Batch"][];
            next: string | null;
        };
        ChangePassword: {
            next: string;
            present: string;
        };
        CodeAssignment: {
            ledger: components["schemas"]["Seal"];
            locator: components["schemas"]["Locator"];
            lot: components["schemas"]["LotId"];
            ranges: [
                number,
                number
            ][];
        };
        CodeAssignmentRequest: {
            download: string;
            lot: components["schemas"]["LotId"];
        } | {
            lot: components["schemas"]["LotId"];
            ranges: [
                number,
                number
            ][];
        };
        CodeBlock: {
            assigned: number;
            count: number;
            createdAt: string;
            disabled: number;
            drawn: number;
            gtin: string | null;
            ledger: components["schemas"]["Seal"];
            level: string;
            locator: components["schemas"]["Locator"];
            pool: number;
            product: string;
            productNames: components["schemas"]["Names"] | null;
            /** @description RFC 6962 root over the element strings, hex */
            root: string;
            /** @description the first code of the block; null while its key is not here yet */
            sample: string | null;
            template: {
                digest: string;
                form: string;
                name: string;
            };
            unitsPerCode: string;
            voided: number;
        };
        CodeBlockPage: {
            items: components["schemas"]["CodeBlock"][];
            next: string | null;
        };
        CodeBlockRequestInput: {
            count: number;
            /** @constant */
            level: "item";
            product: string;
            /**
             * @description quantity in the product's unit that one code stands for
             * @default 1
             */
            unitsPerCode: string;
        };
        CodeDownload: {
            /** @description how often each format was taken */
            copies: {
                csv: number;
                "svg-zip": number;
            };
            count: number;
            createdAt: string;
            id: string;
            ledger: components["schemas"]["Seal"];
            locator: components["schemas"]["Locator"];
            ranges: [
                number,
                number
            ][];
            /** @description true: the format was taken; again only after a repeat was asked for */
            taken: {
                csv: boolean;
                "svg-zip": boolean;
            };
            /** @description codes drawn that have not met their goods yet */
            unassigned: number;
        };
        CodeDownloadPage: {
            items: components["schemas"]["CodeDownload"][];
            next: string | null;
        };
        CodeDownloadRepeat: {
            /** @enum {string} */
            format: "csv" | "svg-zip";
            reason: string;
        };
        CodeDownloadRequest: {
            count: number;
            /** @description index of the first code; without it the lowest codes of the pool */
            from?: number;
        };
        CodeHistory: {
            code: {
                element: string;
                index: number | null;
                level: string;
                locator: string;
                uri: string;
            } | null;
            holder: {
                enterprise: string;
                jurisdiction: components["schemas"]["Jurisdiction"];
                name: string;
            } | null;
            lot: {
                expiryDate: string;
                files: {
                    date: string | null;
                    number: string | null;
                    sha256: string;
                    type: string;
                }[];
                holds: {
                    [key: string]: string;
                };
                id: string;
                number: string;
                productionDate: string;
                status: string;
            } | null;
            path: components["schemas"]["PathStep"][];
            product: {
                category: string;
                gtin: string | null;
                names: components["schemas"]["Names"];
                netContent: {
                    unit: string;
                    value: string;
                };
                number: string;
                origin: string;
                packaging: string;
                producer: {
                    enterprise: string;
                    jurisdiction: components["schemas"]["Jurisdiction"];
                    name: string;
                } | null;
            } | null;
            reason: string | null;
            slack: boolean;
            /** @enum {string} */
            verdict: "in-order" | "disabled" | "recalled" | "held" | "unassigned" | "ended" | "forged" | "unknown" | "invalid";
            /** @enum {string} */
            viewer: "public" | "holder" | "producer" | "regulator";
        };
        CodeStatusChange: {
            /** @description id of the account */
            account: string;
            at: string;
            count: number;
            id: string;
            ledger: components["schemas"]["Seal"];
            ranges: [
                number,
                number
            ][];
            reason: string;
            /** @enum {string} */
            status: "disabled" | "enabled";
        };
        CodeStatusChangePage: {
            items: components["schemas"]["CodeStatusChange"][];
            next: string | null;
        };
        CodeStatusRequest: {
            codes?: string[];
            ranges?: [
                number,
                number
            ][];
            /** @enum {string} */
            reason: "damaged" | "leaked" | "error" | "other";
            /** @enum {string} */
            status: "disabled" | "enabled";
        };
        Customer: {
            enterprise: string;
        } | {
            party: string;
        };
        Delivery: {
            document: {
                date: string;
                digest?: string;
                number: string;
                type: string;
            } | null;
            from: components["schemas"]["Station"];
            ledger: components["schemas"]["Seal"];
            lines: {
                expiryDate: string;
                inTransit: string;
                lot: string;
                lotNumber: string;
                /** @description not there at a receipt by count; comes in by its codes */
                missing: string;
                product: string | null;
                productionDate: string;
                productNames: components["schemas"]["Names"] | null;
                received: string;
                shipped: string;
                /** @enum {string} */
                unit: "mg" | "g" | "kg" | "t" | "lb" | "mL" | "cL" | "L" | "m3" | "pcs" | "bottle" | "can" | "bag" | "box" | "carton" | "case" | "pallet";
            }[];
            shipment: string;
            shippedAt: string;
            to: components["schemas"]["Station"];
        };
        DeliveryPage: {
            items: components["schemas"]["Delivery"][];
            next: string | null;
        };
        Device: {
            /** @description records the device holds; null until it was reached */
            bufferDepth: number | null;
            /** @enum {string} */
            condition: "connecting" | "idle" | "marking" | "fault" | "offline";
            fault: string | null;
            id: components["schemas"]["DeviceId"];
            /** @description name of the key by which its bridge is known here */
            key: string;
            /** @enum {string} */
            kind: "inkjet" | "laser";
            lastSeen: string;
            line: string | null;
            name: string;
            /** @description another key a bridge speaks with; refused until accepted */
            offeredKey: string | null;
            /** @description false: no enterprise has taken the device into use yet */
            own: boolean;
            /** @enum {string} */
            state: "online" | "offline";
            version: number;
        };
        DeviceChanges: {
            /** @description the `offeredKey` to be trusted instead */
            acceptKey?: string;
            line?: string;
            name?: string;
            version: number;
        };
        DeviceId: string;
        DevicePage: {
            items: components["schemas"]["Device"][];
            next: string | null;
        };
        DirectoryEntry: {
            enterprise: string;
            jurisdiction: components["schemas"]["Jurisdiction"];
            name: string;
            /** @description the enterprise of the asker */
            own: boolean;
            premisesType: string;
            recallContact: string;
            /** @description null for a natural person */
            registrationNumber: string | null;
            roles: ("producer" | "distributor")[];
            /** @enum {string} */
            status: "active" | "suspended";
        };
        DirectoryPage: {
            items: components["schemas"]["DirectoryEntry"][];
            next: string | null;
        };
        Dispatch: {
            /** @enum {string} */
            currency: "CNY" | "HKD" | "MOP";
            customer: components["schemas"]["Customer"];
            customerJurisdiction: components["schemas"]["Jurisdiction"] | null;
            customerName: string;
            customs: {
                [key: string]: string;
            } | null;
            date: string;
            history: components["schemas"]["DocumentHistory"];
            id: string;
            /** @description null where it has no meaning: a draft, goods sold outside the platform, lines of several units */
            inTransit: string | null;
            ledger: components["schemas"]["Seal"];
            lines: components["schemas"]["DispatchLine"][];
            /** @description null where it has no meaning: a draft, goods sold outside the platform, lines of several units */
            missing: string | null;
            number: string;
            orderNumber: string | null;
            /** @description null where it has no meaning: a draft, goods sold outside the platform, lines of several units */
            received: string | null;
            /** @enum {string} */
            state: "draft" | "dispatched";
            version: number;
        };
        DispatchChange: {
            /** @enum {string} */
            currency?: "CNY" | "HKD" | "MOP";
            customer?: components["schemas"]["Customer"];
            customs?: {
                [key: string]: string;
            } | null;
            date?: string;
            lines?: {
                lot?: components["schemas"]["LotId"] | null;
                product: string;
                quantity: string;
                unitPrice: string;
            }[];
            orderNumber?: string | null;
            version: number;
        };
        DispatchLine: {
            expiryDate: string | null;
            lot: string | null;
            lotNumber: string | null;
            product: string;
            productionDate: string | null;
            productNames: components["schemas"]["Names"];
            quantity: string;
            /** @description quantity that the codes scanned for this line stand for */
            scanned: number;
            /** @enum {string} */
            unit: "mg" | "g" | "kg" | "t" | "lb" | "mL" | "cL" | "L" | "m3" | "pcs" | "bottle" | "can" | "bag" | "box" | "carton" | "case" | "pallet";
            unitPrice: string;
        };
        DispatchPage: {
            items: components["schemas"]["Dispatch"][];
            next: string | null;
        };
        DocumentHistory: {
            account: string;
            at: string;
            changes: {
                [key: string]: {
                    from: unknown;
                    to: unknown;
                };
            };
        }[];
        EditAccount: {
            displayName?: string;
            /** @constant */
            resetPassword?: true;
            roles?: ("administrator" | "regulator" | "auditor" | "enterprise-admin" | "purchasing" | "production" | "sales" | "warehouse" | "code-manager" | "line-operator" | "finance" | "enterprise-user")[];
            /** @enum {string} */
            state?: "active" | "disabled";
            version: number;
        };
        Enterprise: {
            contactDetails: string;
            contactPerson: string;
            domicile: string;
            id: string;
            /** @enum {string} */
            identifierType: "uscc" | "resident-id" | "hk-br" | "hkid" | "mo-registration" | "mo-bir";
            jurisdiction: components["schemas"]["Jurisdiction"];
            ledger: components["schemas"]["Seal"];
            legalRepresentative: string;
            name: string;
            /** @enum {string} */
            premisesType: "factory" | "warehouse" | "wholesaler" | "retailer" | "catering" | "importer-exporter" | "other";
            /** @description shown to the three jurisdictions */
            recallContact: string;
            /** @description administrative division, GB/T 2260 */
            region: string | null;
            registrationNumber: string;
            roles: ("producer" | "distributor")[];
            /** @enum {string} */
            status: "active" | "suspended";
            version: number;
        };
        EnterprisePage: {
            items: components["schemas"]["Enterprise"][];
            next: string | null;
        };
        EnterpriseRegistration: {
            administrator: {
                displayName: string;
                login: string;
            };
            contactDetails: string;
            contactPerson: string;
            domicile: string;
            /** @enum {string} */
            identifierType: "uscc" | "resident-id" | "hk-br" | "hkid" | "mo-registration" | "mo-bir";
            legalRepresentative: string;
            name: string;
            /** @enum {string} */
            premisesType: "factory" | "warehouse" | "wholesaler" | "retailer" | "catering" | "importer-exporter" | "other";
            /** @description shown to the three jurisdictions */
            recallContact: string;
            /** @description administrative division, GB/T 2260 */
            region?: string | null;
            registrationNumber: string;
            roles: ("producer" | "distributor")[];
        };
        File: {
            /** Format: date-time */
            createdAt: string;
            id: string;
            /** @enum {string} */
            mediaType: "application/pdf" | "image/jpeg" | "image/png" | "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" | "application/vnd.openxmlformats-officedocument.wordprocessingml.document" | "text/csv";
            name: string;
            sha256: string;
            size: number;
        };
        Health: {
            /** @enum {string} */
            jurisdiction: "GD" | "HK" | "MO";
            parts: {
                [key: string]: {
                    facts?: {
                        [key: string]: string | number;
                    };
                    /** @enum {string} */
                    state: "ok" | "degraded" | "down";
                };
            };
            /** @enum {string} */
            state: "ok" | "degraded" | "down";
        };
        /** @enum {string} */
        Jurisdiction: "GD" | "HK" | "MO";
        Locator: string;
        LotId: string;
        Material: {
            id: string;
            names: components["schemas"]["Names"];
            scale: number;
            /** @enum {string} */
            unit: "mg" | "g" | "kg" | "t" | "lb" | "mL" | "cL" | "L" | "m3" | "pcs" | "bottle" | "can" | "bag" | "box" | "carton" | "case" | "pallet";
            version: number;
        };
        MaterialFields: {
            names: components["schemas"]["Names"];
            scale: number;
            /** @enum {string} */
            unit: "mg" | "g" | "kg" | "t" | "lb" | "mL" | "cL" | "L" | "m3" | "pcs" | "bottle" | "can" | "bag" | "box" | "carton" | "case" | "pallet";
        };
        MaterialPage: {
            items: components["schemas"]["Material"][];
            next: string | null;
        };
        Names: {
            en: string;
            pt: string;
            "zh-Hans": string;
            "zh-Hant": string;
        };
        NewAccount: {
            displayName: string;
            enterprise?: string;
            login: string;
            roles: ("administrator" | "regulator" | "auditor" | "enterprise-admin" | "purchasing" | "production" | "sales" | "warehouse" | "code-manager" | "line-operator" | "finance" | "enterprise-user")[];
        };
        NewDispatch: {
            /** @enum {string} */
            currency: "CNY" | "HKD" | "MOP";
            customer: components["schemas"]["Customer"];
            customs?: {
                [key: string]: string;
            } | null;
            date: string;
            lines: {
                lot?: components["schemas"]["LotId"] | null;
                product: string;
                quantity: string;
                unitPrice: string;
            }[];
            orderNumber?: string | null;
        };
        NewSale: {
            codes: string[];
            /** @description today unless told */
            date?: string;
            /** @description number of the till receipt */
            documentNumber?: string;
        } | {
            /** @description today unless told */
            date?: string;
            /** @description number of the till receipt */
            documentNumber?: string;
            lines: {
                lot: components["schemas"]["LotId"];
                quantity: string;
            }[];
        };
        Operation: {
            /** Format: date-time */
            createdAt: string;
            document: {
                id: string;
                type: string;
            } | null;
            id: string;
            ledger: components["schemas"]["Seal"];
            /** @enum {string} */
            state: "draft" | "waiting" | "committed" | "refused";
            /** @description type of the ledger command */
            type: string;
        };
        OperationPage: {
            items: components["schemas"]["Operation"][];
            next: string | null;
        };
        Party: {
            address: string;
            contactDetails: string;
            contactPerson: string;
            /** @description unified social credit code; Hong Kong and Macao: own registration number */
            creditCode: string;
            /** @description whose list it is on */
            enterprise: string;
            id: string;
            /** @constant */
            kind: "enterprise";
            legalPerson: string;
            name: string;
            /** @description the same registration number in the directory (S-36) */
            platformEnterprise: string | null;
            /** @description its name there, beside the name as typed */
            platformName: string | null;
            /** @description administrative division, GB/T 2260 */
            region: string | null;
            /** @enum {string} */
            state: "active" | "retired";
            types: ("supplier" | "customer")[];
            version: number;
        } | {
            address: string;
            /** @description whose list it is on */
            enterprise: string;
            id: string;
            identityNumber: string;
            /** @constant */
            kind: "individual";
            name: string;
            /** @description the same registration number in the directory (S-36) */
            platformEnterprise: string | null;
            /** @description its name there, beside the name as typed */
            platformName: string | null;
            /** @description administrative division, GB/T 2260 */
            region: string | null;
            /** @enum {string} */
            state: "active" | "retired";
            telephone: string;
            types: ("supplier" | "customer")[];
            version: number;
        };
        PartyChanges: {
            address?: string;
            contactDetails?: string;
            contactPerson?: string;
            /** @description unified social credit code; Hong Kong and Macao: own registration number */
            creditCode?: string;
            identityNumber?: string;
            /** @enum {string} */
            kind?: "enterprise" | "individual";
            legalPerson?: string;
            name?: string;
            /** @description administrative division, GB/T 2260 */
            region?: string | null;
            telephone?: string;
            types?: ("supplier" | "customer")[];
            version: number;
        };
        PartyFields: {
            address: string;
            contactDetails: string;
            contactPerson: string;
            /** @description unified social credit code; Hong Kong and Macao: own registration number */
            creditCode: string;
            /** @constant */
            kind: "enterprise";
            legalPerson: string;
            name: string;
            /** @description administrative division, GB/T 2260 */
            region?: string | null;
            types: ("supplier" | "customer")[];
        } | {
            address: string;
            identityNumber: string;
            /** @constant */
            kind: "individual";
            name: string;
            /** @description administrative division, GB/T 2260 */
            region?: string | null;
            telephone: string;
            types: ("supplier" | "customer")[];
        };
        PartyPage: {
            items: components["schemas"]["Party"][];
            next: string | null;
        };
        PartyRevealRequest: {
            reason: string;
        };
        PathStep: {
            at: string;
            block: number;
            documents: {
                date: string;
                number: string;
                type: string;
            }[];
            endorsers: string[];
            station: {
                enterprise: string;
                jurisdiction: components["schemas"]["Jurisdiction"];
                name: string;
            } | null;
            /** @enum {string} */
            step: "issued" | "drawn" | "produced" | "assigned" | "shipped" | "received" | "sold" | "sampled" | "disposed" | "lost" | "voided";
            to: {
                enterprise: string;
                jurisdiction: components["schemas"]["Jurisdiction"];
                name: string;
            } | null;
            transactionId: string;
        };
        Platform: {
            jurisdiction: components["schemas"]["Jurisdiction"];
            ledger: {
                /** @description blocks indexed */
                height: number;
                /** @enum {string} */
                kind: "embedded" | "fabric";
            };
            /** @description host printed into codes */
            publicHost: string;
            version: string;
        };
        PrintJob: {
            /** @description marked codes that met goods on the ledger */
            assigned: number;
            createdAt: string;
            device: components["schemas"]["DeviceId"];
            id: string;
            /** @description of the draw out of the pool */
            ledger: components["schemas"]["Seal"];
            locator: components["schemas"]["Locator"];
            lot: components["schemas"]["LotId"];
            /** @description codes the device says it marked */
            marked: number;
            /** @description why it does not go on: refusal of bridge or ledger, lost journal, reason of cancellation */
            problem: string | null;
            ranges: [
                number,
                number
            ][];
            /** @description codes handed to the bridge */
            sent: number;
            /** @enum {string} */
            state: "waiting" | "sent" | "running" | "finished" | "cancelled";
            total: number;
            /** @description sent, and the device cannot say; never sent again */
            unknown: number;
            unknownRanges: [
                number,
                number
            ][];
        };
        PrintJobCancel: {
            reason: string;
        };
        PrintJobPage: {
            items: components["schemas"]["PrintJob"][];
            next: string | null;
        };
        PrintJobRequest: {
            count: number;
            device: components["schemas"]["DeviceId"];
            locator: components["schemas"]["Locator"];
            /** @description whose goods the marked codes meet */
            lot: components["schemas"]["LotId"];
        };
        Problem: {
            /** @description permanent code, BT-… */
            code: string;
            detail?: string;
            /** @description with BT-INPUT-INVALID: what is wrong, field by field */
            errors?: {
                code: string;
                message: string;
                path: string;
            }[];
            instance: string;
            params: {
                [key: string]: string | number;
            };
            requestId: string;
            /** @enum {string} */
            retry: "never" | "replan" | "later";
            status: number;
            title: string;
            /** @description https://baytrace.example/problems/<code> */
            type: string;
        };
        Product: {
            category: string;
            enterprise: string;
            /** @description 14 digits */
            gtin: string | null;
            id: string;
            ledger: components["schemas"]["Seal"];
            names: components["schemas"]["Names"];
            netContent: {
                /** @enum {string} */
                unit: "mg" | "g" | "kg" | "t" | "lb" | "mL" | "cL" | "L" | "m3";
                value: string;
            };
            number: string;
            origin: string;
            packaging: string;
            /** @enum {string} */
            prepackaged: "pre-packed" | "made-in-pack";
            scale: number;
            /** @enum {string} */
            unit: "mg" | "g" | "kg" | "t" | "lb" | "mL" | "cL" | "L" | "m3" | "pcs" | "bottle" | "can" | "bag" | "box" | "carton" | "case" | "pallet";
        };
        ProductFields: {
            category: string;
            /** @description GTIN-8, -12, -13 or -14 */
            gtin?: string | null;
            names: components["schemas"]["Names"];
            netContent: {
                unit: string;
                value: string;
            };
            number: string;
            origin: string;
            packaging: string;
            /**
             * @description loose goods are no product
             * @enum {string}
             */
            prepackaged: "pre-packed" | "made-in-pack";
            scale: number;
            /** @enum {string} */
            unit: "mg" | "g" | "kg" | "t" | "lb" | "mL" | "cL" | "L" | "m3" | "pcs" | "bottle" | "can" | "bag" | "box" | "carton" | "case" | "pallet";
        };
        ProductPage: {
            items: components["schemas"]["Product"][];
            next: string | null;
        };
        Purchase: {
            createdAt: string;
            documentDate: string | null;
            documentNumber: string | null;
            expiryDate: string;
            history: components["schemas"]["DocumentHistory"];
            id: string;
            ledger: components["schemas"]["Seal"];
            lot: components["schemas"]["LotId"] | null;
            lotNumber: string;
            material: string;
            materialNames: components["schemas"]["Names"];
            number: string;
            origin: {
                country: string;
                place?: string;
            };
            productionDate: string;
            /** @description in the material's unit */
            quantity: string;
            /** @enum {string} */
            state: "draft" | "confirmed";
            /** @description a trading party of type supplier */
            supplier: string;
            supplierName: string;
            unit: string;
            version: number;
        };
        PurchaseChanges: {
            documentDate?: string;
            /** @description the supplier's own document */
            documentNumber?: string;
            expiryDate?: string;
            lotNumber?: string;
            material?: string;
            origin?: {
                country: string;
                place?: string;
            };
            productionDate?: string;
            /** @description in the material's unit */
            quantity?: string;
            /** @description a trading party of type supplier */
            supplier?: string;
            version: number;
        };
        PurchaseFields: {
            documentDate?: string;
            /** @description the supplier's own document */
            documentNumber?: string;
            expiryDate: string;
            lotNumber: string;
            material: string;
            origin: {
                country: string;
                place?: string;
            };
            productionDate: string;
            /** @description in the material's unit */
            quantity: string;
            /** @description a trading party of type supplier */
            supplier: string;
        };
        PurchasePage: {
            items: components["schemas"]["Purchase"][];
            next: string | null;
        };
        RawLot: {
            available: string;
            batches: {
                lot: components["schemas"]["LotId"];
                lotNumber: string;
                productNames: components["schemas"]["Names"] | null;
                /** @description of this raw-material lot, used */
                quantity: string;
            }[];
            expiryDate: string;
            lot: components["schemas"]["LotId"];
            lotNumber: string;
            materialNames: components["schemas"]["Names"] | null;
            productionDate: string;
            supplierName: string | null;
            unit: string;
        };
        RawLotPage: {
            items: components["schemas"]["RawLot"][];
            next: string | null;
        };
        Receipt: {
            document: {
                date: string;
                digest?: string;
                number: string;
                type: string;
            } | null;
            history: components["schemas"]["DocumentHistory"];
            id: string;
            ledger: components["schemas"]["Seal"];
            lines: {
                /** @description element strings; empty: received by count */
                codes: string[];
                /** @description still on the way, or still missing after a short receipt */
                expected: string;
                expiryDate: string;
                lot: string;
                lotNumber: string;
                product: string | null;
                productionDate: string;
                productNames: components["schemas"]["Names"] | null;
                quantity: string;
                /** @enum {string} */
                unit: "mg" | "g" | "kg" | "t" | "lb" | "mL" | "cL" | "L" | "m3" | "pcs" | "bottle" | "can" | "bag" | "box" | "carton" | "case" | "pallet";
            }[];
            number: string;
            scannedCode: string | null;
            shipment: string;
            /** @enum {string} */
            state: "draft" | "received";
            supplier: components["schemas"]["Station"];
            version: number;
        };
        ReceiptChange: {
            lines: {
                /** @description exactly these; an empty list receives by count; absent: as they are */
                codes?: string[] | string[];
                lot: components["schemas"]["LotId"];
                /** @description 0 leaves the lot on the way */
                quantity: string;
            }[];
            version: number;
        };
        ReceiptPage: {
            items: components["schemas"]["Receipt"][];
            next: string | null;
        };
        ReceiptScans: {
            codes: string[];
        };
        RegisteredEnterprise: {
            administrator: {
                /** @description told once: null when the request is repeated under its idempotency key */
                initialPassword: string | null;
                login: string;
            };
            enterprise: components["schemas"]["Enterprise"];
            ledger: components["schemas"]["Seal"];
        };
        RemoveScans: {
            codes?: string[];
        };
        RevealedParty: {
            identityNumber: string;
            telephone: string;
        };
        Sale: {
            /** @constant */
            customer: "consumer";
            date: string;
            documentNumber: string | null;
            id: string;
            ledger: components["schemas"]["Seal"];
            lines: {
                codes: number;
                expiryDate: string;
                lot: string;
                lotNumber: string;
                product: string | null;
                productionDate: string;
                productNames: components["schemas"]["Names"] | null;
                quantity: string;
                /** @enum {string} */
                unit: "mg" | "g" | "kg" | "t" | "lb" | "mL" | "cL" | "L" | "m3" | "pcs" | "bottle" | "can" | "bag" | "box" | "carton" | "case" | "pallet";
            }[];
            number: string;
        };
        SalePage: {
            items: components["schemas"]["Sale"][];
            next: string | null;
        };
        ScanRefusal: {
            code: string;
            problem: {
                code: string;
                params: {
                    [key: string]: string | number;
                };
            };
        };
        ScanResult: {
            /** @description codes taken now */
            accepted: number;
            /** @description codes that were scanned here before (S-27) */
            ignored: string[];
            lines: {
                /** @description quantity of the line */
                expected: string;
                lot: string | null;
                lotNumber: string | null;
                product: string | null;
                /** @description quantity its scanned codes stand for */
                scanned: string;
            }[];
            refused: components["schemas"]["ScanRefusal"][];
        };
        Seal: {
            block: number | null;
            committedAt: string | null;
            endorsers: string[];
            operation: string | null;
            refusal: {
                code: string;
                params: {
                    [key: string]: string | number;
                };
            } | null;
            /** @enum {string} */
            state: "draft" | "waiting" | "committed" | "refused";
            transactionId: string | null;
        };
        Session: {
            account: {
                displayName: string;
                enterprise: string | null;
                id: string;
                /** @enum {string} */
                jurisdiction: "GD" | "HK" | "MO";
                login: string;
                roles: ("administrator" | "regulator" | "auditor" | "enterprise-admin" | "purchasing" | "production" | "sales" | "warehouse" | "code-manager" | "line-operator" | "finance" | "enterprise-user")[];
            };
            csrf: string;
            passwordExpired: boolean;
            permissions: ("enterprise:register" | "enterprise:read" | "account:manage" | "audit:read" | "operation:read" | "directory:read" | "product:read" | "product:write" | "party:read" | "party:write" | "party:reveal" | "purchase:read" | "purchase:write" | "batch:read" | "batch:write" | "file:read" | "file:write" | "code:read" | "code:issue" | "code:download" | "code:status" | "job:read" | "job:write" | "device:read" | "device:write" | "dispatch:read" | "dispatch:write" | "receipt:read" | "receipt:write" | "sale:read" | "sale:write" | "stock:read" | "whereabouts:read" | "history:read")[];
        };
        SignIn: {
            login: string;
            password: string;
        };
        StartReceipt: {
            code: string;
        } | {
            shipment: string;
        };
        Station: {
            enterprise: string;
            jurisdiction: components["schemas"]["Jurisdiction"];
            name: string;
        };
        StockMovement: {
            /** @description held after the movement */
            balance: string;
            counterparty: components["schemas"]["Station"] | null;
            /** @enum {string} */
            direction: "in" | "out";
            document: {
                date: string;
                digest?: string;
                number: string;
                type: string;
            } | null;
            ledger: components["schemas"]["Seal"];
            quantity: string;
            time: string;
            /** @description movement type of the ledger: purchase, produce, ship, receive, sell, … */
            type: string;
        };
        StockMovementPage: {
            items: components["schemas"]["StockMovement"][];
            next: string | null;
        };
        StockPage: {
            items: components["schemas"]["StockRow"][];
            next: string | null;
        };
        StockRow: {
            coded: string;
            expired: boolean;
            expiryDate: string;
            held: string;
            holder: components["schemas"]["Station"];
            holds: {
                /** @enum {string} */
                GD: "none" | "held" | "recalled";
                /** @enum {string} */
                HK: "none" | "held" | "recalled";
                /** @enum {string} */
                MO: "none" | "held" | "recalled";
                /** @enum {string} */
                producer: "released" | "held" | "recalled";
            };
            inTransitIn: string;
            inTransitOut: string;
            /** @enum {string} */
            kind: "raw" | "finished" | "by-product";
            lot: string;
            lotNumber: string;
            /** @description of the product or the material */
            names: components["schemas"]["Names"] | null;
            product: string | null;
            productionDate: string;
            /** @description units that codes in stock stand for and that were not there at the receipt */
            slack: string;
            /**
             * @description the gravest of the producer's and the regulators' words
             * @enum {string}
             */
            status: "released" | "held" | "recalled";
            uncoded: string;
            /** @enum {string} */
            unit: "mg" | "g" | "kg" | "t" | "lb" | "mL" | "cL" | "L" | "m3" | "pcs" | "bottle" | "can" | "bag" | "box" | "carton" | "case" | "pallet";
        };
        Whereabouts: {
            complete: boolean;
            lines: components["schemas"]["WhereaboutsLine"][];
            lots: {
                balanced: boolean;
                created: string;
                /** @enum {string} */
                kind: "raw" | "finished" | "by-product";
                lot: string;
                lotNumber: string;
                names: components["schemas"]["Names"] | null;
                totals: {
                    [key: string]: string;
                };
                unit: string;
            }[];
            subject: {
                code: string | null;
                /** @enum {string} */
                kind: "code" | "lot" | "raw-lot";
                lot: string;
            };
        };
        WhereaboutsLine: {
            documents: {
                date: string;
                number: string;
                type: string;
            }[];
            holder: {
                enterprise: string;
                jurisdiction: components["schemas"]["Jurisdiction"];
                name: string;
            } | null;
            lot: string;
            lotNumber: string;
            quantity: string;
            recallContact: string | null;
            /** @enum {string} */
            state: "stock" | "in-transit" | "missing" | "used" | "loss" | "sold" | "sampled" | "disposed" | "lost";
            to: {
                enterprise: string;
                jurisdiction: components["schemas"]["Jurisdiction"];
                name: string;
            } | null;
            unit: string;
        };
    };
    responses: {
        /** @description refused */
        Problem: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    "openapi.document": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    "accounts.list": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                state?: "active" | "disabled";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountPage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    "accounts.create": {
        parameters: {
            query?: never;
            header: {
                /** @description the `csrf` of the session */
                "X-CSRF-Token": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewAccount"];
            };
        };
        responses: {
            /** @description done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountWithPassword"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    "accounts.edit": {
        parameters: {
            query?: never;
            header: {
                /** @description the `csrf` of the session */
                "X-CSRF-Token": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EditAccount"];
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountWithPassword"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    "audit.list": {
        parameters: {
            query?: {
                action?: string;
                actor?: string;
                cursor?: string;
                limit?: number;
                objectId?: string;
                objectType?: string;
                requestId?: string;
                result?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditPage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    "audit.verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditVerification"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    "batches.list": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                product?: string;
                q?: string;
                state?: "draft" | "confirmed";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchPage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    "batches.create": {
        parameters: {
            query?: never;
            header: {
                /** @description the `csrf` of the session */
                "X-CSRF-Token": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BatchFieldsInput"];
            };
        };
        responses: {
            /** @description done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Batch"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    "batches.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Batch"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    "batches.remove": {
        parameters: {
            query?: never;
            header: {
                /** @description the `csrf` of the session */
                "X-CSRF-Token": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    "batches.change": {
        parameters: {
            query?: never;
            header: {
                /** @description the `csrf` of the session */
                "X-CSRF-Token": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BatchChanges"];
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Batch"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    "batches.confirm": {
        parameters: {
            query?: never;
            header: {
                /** @description the same key gives the same result */
                "Idempotency-Key": string;
                /** @description the `csrf` of the session */
                "X-CSRF-Token": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Batch"];
                };
            };
            /** @description accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Batch"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    "batches.attach": {
        parameters: {
            query?: never;
            header: {
                /** @description the same key gives the same result */
                "Idempotency-Key": string;
                /** @description the `csrf` of the session */
                "X-CSRF-Token": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BatchFileRequest"];
            };
        };
        responses: {
            /** @description done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Batch"];
                };
            };
            /** @description accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Batch"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    "codeBlocks.list": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                product?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CodeBlockPage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    "codeBlocks.issue": {
        parameters: {
            query?: never;
            header: {
                /** @description the same key gives the same result */
                "Idempotency-Key": string;
                /** @description the `csrf` of the session */
                "X-CSRF-Token": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CodeBlockRequestInput"];
            };
        };
        responses: {
            /** @description done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CodeBlock"];
                };
            };
            /** @description accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CodeBlock"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    "codeBlocks.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                locator: components["schemas"]["Locator"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CodeBlock"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    "codeBlocks.assign": {
        parameters: {
            query?: never;
            header: {
                /** @description the same key gives the same result */
                "Idempotency-Key": string;
                /** @description the `csrf` of the session */
                "X-CSRF-Token": string;
            };
            path: {
                locator: components["schemas"]["Locator"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CodeAssignmentRequest"];
            };
        };
        responses: {
            /** @description done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CodeAssignment"];
                };
            };
            /** @description accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CodeAssignment"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    "codeDownloads.draw": {
        parameters: {
            query?: never;
            header: {
                /** @description the same key gives the same result */
                "Idempotency-Key": string;
                /** @description the `csrf` of the session */
                "X-CSRF-Token": string;
            };
            path: {
                locator: components["schemas"]["Locator"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CodeDownloadRequest"];
            };
        };
        responses: {
            /** @description done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CodeDownload"];
                };
            };
            /** @description accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CodeDownload"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    "codeBlocks.statusChanges": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                locator: components["schemas"]["Locator"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CodeStatusChangePage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    "codeBlocks.setStatus": {
        parameters: {
            query?: never;
            header: {
                /** @description the same key gives the same result */
                "Idempotency-Key": string;
                /** @description the `csrf` of the session */
                "X-CSRF-Token": string;
            };
            path: {
                locator: components["schemas"]["Locator"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CodeStatusRequest"];
            };
        };
        responses: {
            /** @description done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CodeStatusChange"];
                };
            };
            /** @description accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CodeStatusChange"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    "codeHistory.ofCode": {
        parameters: {
            query: {
                code: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CodeHistory"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    "deliveries.list": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                q?: string;
                state?: "open" | "all";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryPage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    "devices.list": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DevicePage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    "devices.change": {
        parameters: {
            query?: never;
            header: {
                /** @description the `csrf` of the session */
                "X-CSRF-Token": string;
            };
            path: {
                id: components["schemas"]["DeviceId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeviceChanges"];
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Device"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    "directory.list": {
        parameters: {
            query?: {
                cursor?: string;
                jurisdiction?: components["schemas"]["Jurisdiction"];
                limit?: number;
                q?: string;
                role?: "producer" | "distributor";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DirectoryPage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    "dispatches.list": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                q?: string;
                state?: "draft" | "dispatched";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DispatchPage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    "dispatches.create": {
        parameters: {
            query?: never;
            header: {
                /** @description the `csrf` of the session */
                "X-CSRF-Token": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewDispatch"];
            };
        };
        responses: {
            /** @description done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Dispatch"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    "dispatches.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Dispatch"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    "dispatches.remove": {
        parameters: {
            query?: never;
            header: {
                /** @description the `csrf` of the session */
                "X-CSRF-Token": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    "dispatches.change": {
        parameters: {
            query?: never;
            header: {
                /** @description the `csrf` of the session */
                "X-CSRF-Token": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DispatchChange"];
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Dispatch"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    "dispatches.confirm": {
        parameters: {
            query?: never;
            header: {
                /** @description the same key gives the same result */
                "Idempotency-Key": string;
                /** @description the `csrf` of the session */
                "X-CSRF-Token": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Dispatch"];
                };
            };
            /** @description accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Dispatch"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    "dispatches.addScans": {
        parameters: {
            query?: never;
            header: {
                /** @description the `csrf` of the session */
                "X-CSRF-Token": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AddScans"];
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScanResult"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    "dispatches.removeScans": {
        parameters: {
            query?: never;
            header: {
                /** @description the `csrf` of the session */
                "X-CSRF-Token": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RemoveScans"];
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScanResult"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    "codeDownloads.list": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                locator?: components["schemas"]["Locator"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CodeDownloadPage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    "codeDownloads.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CodeDownload"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    "codeDownloads.content": {
        parameters: {
            query: {
                format: "csv" | "svg-zip";
                text?: "none" | "serial";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the bytes */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    "codeDownloads.repeat": {
        parameters: {
            query?: never;
            header: {
                /** @description the `csrf` of the session */
                "X-CSRF-Token": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CodeDownloadRepeat"];
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CodeDownload"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    "enterprises.own": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Enterprise"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    "enterprises.list": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnterprisePage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    "enterprises.register": {
        parameters: {
            query?: never;
            header: {
                /** @description the same key gives the same result */
                "Idempotency-Key": string;
                /** @description the `csrf` of the session */
                "X-CSRF-Token": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EnterpriseRegistration"];
            };
        };
        responses: {
            /** @description done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegisteredEnterprise"];
                };
            };
            /** @description accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegisteredEnterprise"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    "enterprises.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Enterprise"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    "files.upload": {
        parameters: {
            query?: never;
            header: {
                /** @description the `csrf` of the session */
                "X-CSRF-Token": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /** Format: binary */
                    file: string;
                };
            };
        };
        responses: {
            /** @description done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["File"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    "files.show": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["File"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    "files.content": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the bytes */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    "health.health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    "health.ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            /** @description accepted */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    "printJobs.list": {
        parameters: {
            query?: {
                cursor?: string;
                device?: components["schemas"]["DeviceId"];
                limit?: number;
                locator?: components["schemas"]["Locator"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PrintJobPage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    "printJobs.create": {
        parameters: {
            query?: never;
            header: {
                /** @description the same key gives the same result */
                "Idempotency-Key": string;
                /** @description the `csrf` of the session */
                "X-CSRF-Token": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PrintJobRequest"];
            };
        };
        responses: {
            /** @description done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PrintJob"];
                };
            };
            /** @description accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PrintJob"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    "printJobs.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PrintJob"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    "printJobs.cancel": {
        parameters: {
            query?: never;
            header: {
                /** @description the `csrf` of the session */
                "X-CSRF-Token": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PrintJobCancel"];
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PrintJob"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    "materials.list": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MaterialPage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    "materials.create": {
        parameters: {
            query?: never;
            header: {
                /** @description the `csrf` of the session */
                "X-CSRF-Token": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MaterialFields"];
            };
        };
        responses: {
            /** @description done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Material"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    "operations.list": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                state?: "waiting" | "committed" | "refused";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperationPage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    "operations.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Operation"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    "parties.list": {
        parameters: {
            query?: {
                cursor?: string;
                enterprise?: string;
                kind?: "enterprise" | "individual";
                limit?: number;
                q?: string;
                state?: "active" | "retired";
                type?: "supplier" | "customer";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PartyPage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    "parties.create": {
        parameters: {
            query?: never;
            header: {
                /** @description the `csrf` of the session */
                "X-CSRF-Token": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PartyFields"];
            };
        };
        responses: {
            /** @description done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Party"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    "parties.change": {
        parameters: {
            query?: never;
            header: {
                /** @description the `csrf` of the session */
                "X-CSRF-Token": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PartyChanges"];
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Party"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    "parties.retire": {
        parameters: {
            query?: never;
            header: {
                /** @description the `csrf` of the session */
                "X-CSRF-Token": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Party"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    "parties.reveal": {
        parameters: {
            query?: never;
            header: {
                /** @description the `csrf` of the session */
                "X-CSRF-Token": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PartyRevealRequest"];
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RevealedParty"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    "platformInfo.describe": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Platform"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    "products.list": {
        parameters: {
            query?: {
                cursor?: string;
                enterprise?: string;
                limit?: number;
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProductPage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    "products.define": {
        parameters: {
            query?: never;
            header: {
                /** @description the same key gives the same result */
                "Idempotency-Key": string;
                /** @description the `csrf` of the session */
                "X-CSRF-Token": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProductFields"];
            };
        };
        responses: {
            /** @description done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Product"];
                };
            };
            /** @description accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Product"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    "products.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Product"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    "codeHistory.ofPublicCode": {
        parameters: {
            query: {
                code: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CodeHistory"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    "purchases.list": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                material?: string;
                q?: string;
                state?: "draft" | "confirmed";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PurchasePage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    "purchases.create": {
        parameters: {
            query?: never;
            header: {
                /** @description the `csrf` of the session */
                "X-CSRF-Token": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PurchaseFields"];
            };
        };
        responses: {
            /** @description done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Purchase"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    "purchases.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Purchase"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    "purchases.remove": {
        parameters: {
            query?: never;
            header: {
                /** @description the `csrf` of the session */
                "X-CSRF-Token": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    "purchases.change": {
        parameters: {
            query?: never;
            header: {
                /** @description the `csrf` of the session */
                "X-CSRF-Token": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PurchaseChanges"];
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Purchase"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    "purchases.confirm": {
        parameters: {
            query?: never;
            header: {
                /** @description the same key gives the same result */
                "Idempotency-Key": string;
                /** @description the `csrf` of the session */
                "X-CSRF-Token": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Purchase"];
                };
            };
            /** @description accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Purchase"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    "rawLots.list": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                q?: string;
                stock?: "some" | "any";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RawLotPage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    "receipts.list": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                shipment?: string;
                state?: "draft" | "received";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReceiptPage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    "receipts.start": {
        parameters: {
            query?: never;
            header: {
                /** @description the `csrf` of the session */
                "X-CSRF-Token": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StartReceipt"];
            };
        };
        responses: {
            /** @description accepted */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Receipt"];
                };
            };
            /** @description done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Receipt"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    "receipts.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Receipt"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    "receipts.remove": {
        parameters: {
            query?: never;
            header: {
                /** @description the `csrf` of the session */
                "X-CSRF-Token": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    "receipts.change": {
        parameters: {
            query?: never;
            header: {
                /** @description the `csrf` of the session */
                "X-CSRF-Token": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReceiptChange"];
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Receipt"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    "receipts.confirm": {
        parameters: {
            query?: never;
            header: {
                /** @description the same key gives the same result */
                "Idempotency-Key": string;
                /** @description the `csrf` of the session */
                "X-CSRF-Token": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Receipt"];
                };
            };
            /** @description accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Receipt"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    "receipts.addScans": {
        parameters: {
            query?: never;
            header: {
                /** @description the `csrf` of the session */
                "X-CSRF-Token": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReceiptScans"];
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScanResult"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    "sales.list": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SalePage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    "sales.sell": {
        parameters: {
            query?: never;
            header: {
                /** @description the same key gives the same result */
                "Idempotency-Key": string;
                /** @description the `csrf` of the session */
                "X-CSRF-Token": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewSale"];
            };
        };
        responses: {
            /** @description done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Sale"];
                };
            };
            /** @description accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Sale"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    "session.show": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    "session.signIn": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignIn"];
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    "session.signOut": {
        parameters: {
            query?: never;
            header: {
                /** @description the `csrf` of the session */
                "X-CSRF-Token": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    "session.changePassword": {
        parameters: {
            query?: never;
            header: {
                /** @description the `csrf` of the session */
                "X-CSRF-Token": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangePassword"];
            };
        };
        responses: {
            /** @description done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    "stock.list": {
        parameters: {
            query?: {
                cursor?: string;
                enterprise?: string;
                limit?: number;
                product?: string;
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockPage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    "stock.movements": {
        parameters: {
            query?: {
                cursor?: string;
                direction?: "in" | "out";
                enterprise?: string;
                from?: string;
                limit?: number;
                upto?: string;
            };
            header?: never;
            path: {
                lot: components["schemas"]["LotId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockMovementPage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    "whereabouts.whereabouts": {
        parameters: {
            query?: {
                code?: string;
                lot?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Whereabouts"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    "whereabouts.recallList": {
        parameters: {
            query?: {
                code?: string;
                lot?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the bytes */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
}
