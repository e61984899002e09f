import {
  invalidField,
  Problem,
  UnitOfWork,
  violates,
  type Access,
  type FieldError,
  type ListRow,
} from '@bergfried/platform';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { agsFits } from './ags.js';
import {
  SLUG,
  type CreateTenantRequest,
  type SlugResponse,
  type SlugState,
  type TenantResponse,
} from './tenancy.dto.js';
import { toTenant } from './tenant.service.js';

/** What is taken, by the constraint that says so. */
const TAKEN: Readonly<Record<string, FieldError>> = {
  slug_pkey: { pointer: '/slug', code: 'slugTaken' },
  tenant_ags: { pointer: '/ags', code: 'agsTaken' },
  tenant_plate: { pointer: '/plate', code: 'plateTaken' },
};

/** Takes members on (ADR 0020). The database founds them and asks for itself who wants it. */
@Injectable()
export class TenantFoundingService {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /**
   * Makes a member with its core administration; members of the office learn of it, the officer has no access yet.
   * @throws Problem 403 for an operator of one member only, 400 for a key or address that cannot be, 409 for one that is
   * taken, 422 for a parent that is not of this office
   */
  async create(access: Access, body: CreateTenantRequest): Promise<TenantResponse> {
    if (!access.atOffice) throw new Problem('forbidden');
    const ags = body.ags ?? null;
    if (!agsFits(body.kind, ags)) throw invalidField('/ags', ags === null ? 'required' : 'ags');
    const rows = await this.unitOfWork
      .query<ListRow>('select * from app.found_tenant($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)', [
        uuidv7(),
        body.name,
        body.shortName,
        body.slug,
        body.plate,
        ags,
        body.kind,
        body.parentId ?? null,
        uuidv7(),
        body.dataProtectionAuthority,
      ])
      .catch((error: unknown) => {
        throw reasonOf(error) ?? error;
      });
    const [row] = rows;
    if (!row) throw new Error('no member was founded');
    return toTenant(row);
  }

  /** Whether an address is free, for a form; the answer never says whose it is. @throws Problem 403 */
  async stateOf(access: Access, slug: string): Promise<SlugResponse> {
    if (!access.atOffice) throw new Problem('forbidden');
    if (slug.length > 60 || !new RegExp(SLUG).test(slug)) return { slug, state: 'invalid' };
    const [row] = await this.unitOfWork.query<{ state: SlugState }>('select app.slug_state($1) as state', [
      slug,
    ]);
    return { slug, state: row?.state ?? 'taken' };
  }
}

function reasonOf(error: unknown): Problem | undefined {
  for (const [constraint, field] of Object.entries(TAKEN))
    if (violates(error, constraint)) return new Problem('already-exists', {}, [field]);
  if (violates(error, 'slug_slug_check')) return invalidField('/slug', 'slugReserved');
  if (violates(error, 'tenant_office_id_parent_id_fkey'))
    return new Problem('unknown-reference', { field: 'parentId' });
  return undefined;
}
