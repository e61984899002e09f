import { PageQuery, Text } from '@bergfried/platform';
import { ApiProperty } from '@nestjs/swagger';
import { AttributionResponse } from './catalogue.dto.js';

/** Filters of the requirements of a catalogue. */
export class RequirementQuery extends PageQuery {
  @Text({
    min: 1,
    max: 200,
    optional: true,
    doc: 'Kennung einer Gruppe oberster Ebene (Praktik), zum Beispiel BER',
  })
  practice?: string;
  @Text({ min: 1, max: 100, optional: true, doc: 'Sicherheitsniveau in den Worten des Katalogs' })
  level?: string;
  @Text({
    min: 1,
    max: 100,
    optional: true,
    doc: 'Verbindlichkeit in den Worten des Katalogs, zum Beispiel MUSS',
  })
  modalVerb?: string;
  @Text({
    min: 1,
    max: 100,
    optional: true,
    doc: 'Wörter in Kennung, Titel, Anforderung oder Hinweisen; alle müssen vorkommen',
  })
  q?: string;
}

/** A requirement named beside another one. */
export class RequirementReference {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() controlId: string;
  @ApiProperty() title: string;
}

/** A group named beside a requirement. */
export class GroupReference {
  @ApiProperty() code: string;
  @ApiProperty() title: string;
}

/** A requirement in a list. */
export class RequirementListItem extends RequirementReference {
  @ApiProperty({ format: 'uuid' }) catalogueId: string;
  @ApiProperty({ description: 'Bleibt über Ausgaben gleich (alt-identifier)' }) key: string;
  @ApiProperty({ type: 'integer', description: 'Reihenfolge im Katalog' }) position: number;
  @ApiProperty({ type: GroupReference, nullable: true }) practice: GroupReference | null;
  @ApiProperty({ type: GroupReference, nullable: true, description: 'Innerste Gruppe' })
  group: GroupReference | null;
  @ApiProperty({ type: String, nullable: true }) level: string | null;
  @ApiProperty({ type: String, nullable: true }) effort: string | null;
  @ApiProperty({ type: String, nullable: true }) modalVerb: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Anforderung mit eingesetzten Parametern' })
  statement: string | null;
}

/** A piece of text: as written, or what stands in the place of a parameter. */
export class ProseSegmentResponse {
  @ApiProperty() text: string;
  @ApiProperty({ type: String, nullable: true, description: 'Parameter, dessen Worte hier stehen' }) paramId:
    string | null;
  @ApiProperty({ description: 'Der Parameter hat einen Wert; sonst steht seine Beschreibung da' })
  isSet: boolean;
}

/** A name-value pair of the file. */
export class PropResponse {
  @ApiProperty() name: string;
  @ApiProperty() value: string;
  @ApiProperty({ type: String, nullable: true, description: 'Namensraum' }) ns: string | null;
}

/** A text of a requirement (statement, guidance, …) with what stands below it. */
export class PartResponse {
  @ApiProperty() name: string;
  @ApiProperty({ type: String, nullable: true }) title: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Gedrucktes Zeichen, zum Beispiel a.' }) label:
    string | null;
  @ApiProperty({ type: [ProseSegmentResponse] }) prose: readonly ProseSegmentResponse[];
  @ApiProperty({ type: [PropResponse] }) props: readonly PropResponse[];
  @ApiProperty({ type: () => [PartResponse] }) parts: readonly PartResponse[];
}

/** A blank in the texts that the office fills. */
export class ParamResponse {
  @ApiProperty() id: string;
  @ApiProperty({ type: String, nullable: true }) label: string | null;
  @ApiProperty({ type: [String] }) values: readonly string[];
  @ApiProperty({ type: [String] }) choices: readonly string[];
  @ApiProperty({ type: String, nullable: true }) guideline: string | null;
}

/** Where a requirement points to; neither target nor address: the link leads nowhere in this file. */
export class RequirementLinkResponse {
  @ApiProperty({ description: 'Art, zum Beispiel required oder related' }) rel: string;
  @ApiProperty() href: string;
  @ApiProperty({ type: String, nullable: true }) label: string | null;
  @ApiProperty({ type: String, nullable: true }) url: string | null;
  @ApiProperty({ type: RequirementReference, nullable: true }) target: RequirementReference | null;
}

/** A requirement that points here. */
export class BacklinkResponse {
  @ApiProperty() rel: string;
  @ApiProperty({ type: RequirementReference }) source: RequirementReference;
}

/** A requirement with everything its catalogue says about it. */
export class RequirementResponse extends RequirementListItem {
  @ApiProperty({ type: String, nullable: true }) class: string | null;
  @ApiProperty({ type: [String] }) tags: readonly string[];
  @ApiProperty({ type: [GroupReference], description: 'Gruppen von außen nach innen' })
  path: readonly GroupReference[];
  @ApiProperty({ type: RequirementReference, nullable: true }) parent: RequirementReference | null;
  @ApiProperty({ type: [RequirementReference] }) children: readonly RequirementReference[];
  @ApiProperty({ type: RequirementReference, nullable: true }) previous: RequirementReference | null;
  @ApiProperty({ type: RequirementReference, nullable: true }) next: RequirementReference | null;
  @ApiProperty({ type: [PartResponse] }) parts: readonly PartResponse[];
  @ApiProperty({ type: [ParamResponse] }) params: readonly ParamResponse[];
  @ApiProperty({ type: [PropResponse] }) props: readonly PropResponse[];
  @ApiProperty({ type: [RequirementLinkResponse] }) links: readonly RequirementLinkResponse[];
  @ApiProperty({ type: [BacklinkResponse] }) linkedFrom: readonly BacklinkResponse[];
  @ApiProperty({ type: AttributionResponse }) attribution: AttributionResponse;
}
