import { Registry } from 'prom-client';

/**
 * The figures of this process (docs/adr/0024). Labels name routes, jobs and states, never a person, an office, a member or an id:
 * whoever may read the monitoring may not therefore know who had an incident.
 */
export const metrics = new Registry();
