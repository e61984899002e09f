import { IdentityModule } from '@bergfried/identity';
import {
  DutyService,
  Duty,
  EntryService,
  Incident,
  IncidentEntry,
  IncidentReader,
  IncidentService,
  IncidentsModule,
  ReferenceCounter,
} from '@bergfried/incidents';
import {
  AccessResolver,
  createDataSource,
  JobRuns,
  OfficeFile,
  PlatformModule,
  TenantFile,
  UnitOfWork,
  type Access,
  type FileStore,
} from '@bergfried/platform';
import { ReportReader, ReportService } from '@bergfried/reports';
import { NestFactory } from '@nestjs/core';
import { Module, type INestApplicationContext } from '@nestjs/common';
import { known, type DemoIds } from './founding.js';
import { ReportReplay } from './report-replay.js';
import type { DemoAction, DemoScenario } from './scenario.js';

@Module({})
class ReplayModule {}

const PERMISSION: Record<DemoAction['kind'], string> = {
  report: 'incident:create',
  status: 'incident:update',
  patch: 'incident:update',
  entry: 'incident:comment',
  submit: 'duty:record',
  decide: 'duty:record',
};

const PROGRESS_EVERY = 250;

/** What the replay works on. */
export interface ReplayPlace {
  readonly appUrl: string;
  readonly systemUrl: string;
  /** Where the files of reports go. */
  readonly fileStore: FileStore;
  readonly log: (line: string) => void;
}

/** Does everything that people did in the demonstration, as they and at that time, with their rights and no others. */
export async function replayActions(
  { appUrl, systemUrl, fileStore, log }: ReplayPlace,
  scenario: DemoScenario,
  ids: DemoIds,
): Promise<void> {
  const dataSource = createDataSource({
    url: appUrl,
    applicationName: 'bergfried-demo',
    max: 2,
    entities: [Incident, IncidentEntry, Duty, ReferenceCounter, TenantFile, OfficeFile],
  });
  await dataSource.initialize();
  const app = await NestFactory.createApplicationContext(
    {
      module: ReplayModule,
      imports: [
        PlatformModule.forJobs(dataSource),
        IdentityModule.register('http://127.0.0.1'),
        IncidentsModule,
      ],
      providers: [JobRuns, ReportReader, ReportService],
    },
    { logger: ['error', 'fatal'], abortOnError: false },
  );
  let reports: ReportReplay | undefined;
  try {
    const replay = new Replay(app, ids);
    reports = await ReportReplay.open(
      systemUrl,
      fileStore,
      app.get(ReportService),
      (tenant, at, permission, work) =>
        replay.as({ actor: officerOf(scenario, tenant), tenant, at, permission }, work),
      scenario.reports,
    );
    for (const [index, action] of scenario.actions.entries()) {
      await reports.upTo(action.at);
      if (index % PROGRESS_EVERY === 0)
        log(`Musterdaten: ${String(index)} von ${String(scenario.actions.length)} Ereignissen`);
      await replay.run(action);
    }
    log('Musterdaten: Berichte');
    await reports.upTo(scenario.now);
  } finally {
    await reports?.close();
    await app.close();
  }
}

class Replay {
  private readonly incidentIds = new Map<string, string>();
  private readonly unitOfWork: UnitOfWork;
  private readonly resolver: AccessResolver;
  private readonly incidents: IncidentService;
  private readonly reader: IncidentReader;
  private readonly entries: EntryService;
  private readonly duties: DutyService;

  constructor(
    app: INestApplicationContext,
    private readonly ids: DemoIds,
  ) {
    this.unitOfWork = app.get(UnitOfWork);
    this.resolver = app.get(AccessResolver);
    this.incidents = app.get(IncidentService);
    this.reader = app.get(IncidentReader);
    this.entries = app.get(EntryService);
    this.duties = app.get(DutyService);
  }

  run(action: DemoAction): Promise<void> {
    return this.as({ ...action, permission: PERMISSION[action.kind] }, (access) => this.act(access, action));
  }

  /** Runs as somebody at a member at a time. @throws Error when that person may not */
  async as<T>(
    who: { readonly actor: string; readonly tenant: string; readonly at: Date; readonly permission: string },
    work: (access: Access) => Promise<T>,
  ): Promise<T> {
    let access: Access | undefined;
    return this.unitOfWork.run(
      {
        readOnly: false,
        open: async (query) => {
          await query(`select set_config('app.now', $1, true)`, [who.at.toISOString()]);
          const opened = await this.resolver.open(query, {
            userId: known(this.ids.people, who.actor),
            scope: 'tenant',
            id: known(this.ids.tenants, who.tenant),
            permission: who.permission,
          });
          if (opened === null || opened === 'forbidden')
            throw new Error(`${who.actor} may not ${who.permission} in ${who.tenant}`);
          access = opened;
        },
      },
      async () => {
        if (!access) throw new Error('no access');
        return work(access);
      },
    );
  }

  private async act(access: Access, action: DemoAction): Promise<void> {
    if (action.kind === 'report') {
      const legalEntityId =
        action.legalEntityKey === undefined
          ? undefined
          : known(this.ids.legalEntities, action.legalEntityKey);
      const incident = await this.incidents.create(access, {
        ...action.body,
        ...(legalEntityId === undefined ? {} : { legalEntityId }),
      });
      this.incidentIds.set(action.key, incident.id);
      return;
    }
    const id = known(this.incidentIds, action.key);
    if (action.kind === 'entry') {
      await this.entries.create(
        access,
        id,
        action.happenedAt === undefined
          ? { text: action.text }
          : { text: action.text, happenedAt: action.happenedAt },
      );
      return;
    }
    const incident = await this.reader.findOne(access, id);
    if (action.kind === 'patch') await this.incidents.update(access, id, incident.version, action.patch);
    else if (action.kind === 'status') {
      const { status, reason } = action;
      await this.incidents.update(
        access,
        id,
        incident.version,
        reason === undefined ? { status } : { status, statusReason: reason },
      );
    } else {
      const duty = incident.duties.find(({ ruleId }) => ruleId === action.ruleId);
      if (!duty) throw new Error(`${action.key} has no clock ${action.ruleId}`);
      const {
        kind: _kind,
        at: _at,
        actor: _actor,
        tenant: _tenant,
        key: _key,
        ruleId: _rule,
        ...decision
      } = action;
      await this.duties.submit(access, id, duty.id, duty.version, decision);
    }
  }
}

/** The officer with a mandate for the member. */
function officerOf({ mandates }: DemoScenario, tenant: string): string {
  const mandate = mandates.find(({ kind, tenantSlug }) => kind === 'officer' && tenantSlug === tenant);
  if (!mandate) throw new Error(`no officer for ${tenant}`);
  return mandate.email;
}
