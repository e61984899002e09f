import { Choice, Flag, PageQuery, Text } from '@bergfried/platform';
import { ApiProperty } from '@nestjs/swagger';

/** Lists whose filters stand in the address. */
export const VIEW_LISTS = [
  'incidents',
  'duties',
  'requirements',
  'reports',
  'members',
  'accesses',
  'tasks',
  'security-log',
] as const;
export type ViewList = (typeof VIEW_LISTS)[number];

/** Views of one person in one scope. */
export const MAX_VIEWS = 30;
/** Characters of the search parameters. */
export const MAX_QUERY = 2000;

const NAME = { min: 1, max: 60, doc: 'Name der Ansicht, je Liste einmal' } as const;
const QUERY = {
  min: 0,
  max: MAX_QUERY,
  doc: 'Suchparameter der Liste ohne Fragezeichen, zum Beispiel status=reported,triaged&schwere=high',
} as const;
const START = { doc: 'Mit dieser Ansicht beginnt die Liste; eine andere hört damit auf' } as const;

/** Filter of the own views. */
export class ViewQuery extends PageQuery {
  @Choice(VIEW_LISTS, { optional: true, doc: 'Nur Ansichten dieser Liste' }) list?: ViewList;
}

/** Keeps the state of a list under a name. */
export class CreateViewRequest {
  @Choice(VIEW_LISTS, { doc: 'Liste, zu der die Ansicht gehört' }) list: ViewList;
  @Text(NAME) name: string;
  @Text(QUERY) query: string;
  @Flag({ ...START, optional: true }) isStart?: boolean;
}

/** Renames, overwrites, or makes it the start of the list; what is left out stays. */
export class UpdateViewRequest {
  @Text({ ...NAME, optional: true }) name?: string;
  @Text({ ...QUERY, optional: true }) query?: string;
  @Flag({ ...START, optional: true }) isStart?: boolean;
}

/** A view of the caller. */
export class ViewResponse {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ enum: VIEW_LISTS }) list: ViewList;
  @ApiProperty() name: string;
  @ApiProperty({ example: 'status=reported%2Ctriaged' }) query: string;
  @ApiProperty() isStart: boolean;
  @ApiProperty({ format: 'date-time' }) createdAt: string;
  @ApiProperty({ type: 'integer' }) version: number;
}
