import { Module } from '@nestjs/common';
import { PartiesController } from './parties.controller.js';
import { Parties } from './parties.service.js';
import { PartyViews } from './party-views.js';

/** Suppliers and customers of the enterprises. */
@Module({ controllers: [PartiesController], providers: [Parties, PartyViews], exports: [Parties] })
export class PartiesModule {}
