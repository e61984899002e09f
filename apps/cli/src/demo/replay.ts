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
  PlatformModule,
  UnitOfWork,
  type Access,
} from '@bergfried/platform';
import { NestFactory } from '@nestjs/core';
import { Module, type INestApplicationContext } from '@nestjs/common';
import { known, type DemoIds } from './founding.js';
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

/** Does everything that people did in the demonstration, as they and at that time, with their rights and no others. */
export async function replayActions(
  appUrl: string,
  scenario: DemoScenario,
  ids: DemoIds,
  log: (line: string) => void,
): Promise<void> {
  const dataSource = createDataSource({
    url: appUrl,
    applicationName: 'bergfried-demo',
    max: 2,
    entities: [Incident, IncidentEntry, Duty, ReferenceCounter],
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
    },
    { logger: ['error', 'fatal'], abortOnError: false },
  );
  try {
    const replay = new Replay(app, ids);
    for (const [index, action] of scenario.actions.entries()) {
      if (index % PROGRESS_EVERY === 0)
        log(`Musterdaten: ${String(index)} von ${String(scenario.actions.length)} Ereignissen`);
      await replay.run(action);
    }
  } finally {
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

  async run(action: DemoAction): Promise<void> {
    let access: Access | undefined;
    await this.unitOfWork.run(
      {
        readOnly: false,
        open: async (query) => {
          await query(`select set_config('app.now', $1, true)`, [action.at.toISOString()]);
          const opened = await this.resolver.open(query, {
            userId: known(this.ids.people, action.actor),
            scope: 'tenant',
            id: known(this.ids.tenants, action.tenant),
            permission: PERMISSION[action.kind],
          });
          if (opened === null || opened === 'forbidden')
            throw new Error(`${action.actor} may not ${action.kind} in ${action.tenant}`);
          access = opened;
        },
      },
      async () => {
        if (!access) throw new Error('no access');
        await this.act(access, action);
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
