import { Body, Controller, Param, Query } from '@nestjs/common';
import { Commands } from '../../ledger/outbox/commands.js';
import { type Account, CurrentAccount } from '../../platform/access/account.js';
import { type Answer, answer } from '../../platform/http/answer.js';
import { type ById, byIdSchema } from '../../platform/http/by-id.js';
import { IdempotencyKey } from '../../platform/http/idempotency-key.js';
import type { Page } from '../../platform/http/paging.js';
import { Route } from '../../platform/http/route.js';
import {
  type Product,
  type ProductFields,
  productFieldsSchema,
  productPageSchema,
  type ProductQuery,
  productQuerySchema,
  productSchema,
} from './products.schema.js';
import { Products } from './products.service.js';

@Controller()
export class ProductsController {
  constructor(
    private readonly products: Products,
    private readonly commands: Commands,
  ) {}

  @Route('GET /products', {
    permission: 'product:read',
    summary: 'Products of the enterprise, by number',
    query: productQuerySchema,
    ok: { schema: productPageSchema },
  })
  list(@CurrentAccount() account: Account, @Query() query: ProductQuery): Promise<Page<Product>> {
    return this.products.list(account, query);
  }

  @Route('GET /products/:id', {
    permission: 'product:read',
    summary: 'One product',
    params: byIdSchema,
    ok: { schema: productSchema },
  })
  get(@CurrentAccount() account: Account, @Param() { id }: ById): Promise<Product> {
    return this.products.get(account, id);
  }

  @Route('POST /products', {
    permission: 'product:write',
    summary: 'Define a product',
    body: productFieldsSchema,
    ok: { status: 201, schema: productSchema },
    others: { 202: productSchema },
    command: true,
    problems: ['BT-GTIN-INVALID', 'BT-NET-CONTENT-INVALID', 'BT-PRODUCT-EXISTS'],
  })
  async define(
    @CurrentAccount() account: Account,
    @Body() fields: ProductFields,
    @IdempotencyKey() key: string,
  ): Promise<Product | Answer> {
    const document = await this.products.define(account, fields, key);
    const seal = await this.commands.settled(document);
    const product = await this.products.get(account, document.id);
    return seal.state === 'waiting' ? answer(202, product) : product;
  }
}
