import type { DirectoryCard, Enterprise, GatewayKey } from '@baytrace/domain/ledger';
import type { Position } from './position.js';

export const projectEnterprise = async ({ manager }: Position, value: Enterprise): Promise<void> => {
  await manager.query(
    `INSERT INTO ledger.enterprise (id, jurisdiction, roles, status) VALUES ($1, $2, $3, $4)
     ON CONFLICT (id) DO UPDATE SET roles = excluded.roles, status = excluded.status`,
    [value.id, value.jurisdiction, value.roles, value.status],
  );
};

export const projectDirectoryCard = async ({ manager }: Position, card: DirectoryCard): Promise<void> => {
  await manager.query(
    `INSERT INTO ledger.directory_card (enterprise, jurisdiction, name, premises_type, registration_number, recall_contact)
     VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (enterprise) DO UPDATE SET name = excluded.name, premises_type = excluded.premises_type,
       registration_number = excluded.registration_number, recall_contact = excluded.recall_contact`,
    [
      card.enterprise,
      card.jurisdiction,
      card.name,
      card.premisesType,
      card.registrationNumber ?? null,
      card.recallContact,
    ],
  );
};

export const projectGatewayKey = async ({ manager }: Position, value: GatewayKey): Promise<void> => {
  await manager.query(
    `INSERT INTO ledger.gateway_key (jurisdiction, jwk) VALUES ($1, $2)
     ON CONFLICT (jurisdiction) DO UPDATE SET jwk = excluded.jwk`,
    [value.jurisdiction, JSON.stringify(value.jwk)],
  );
};
