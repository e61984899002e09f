import type { Shape } from '../shape.js';
import { webAccess } from './web-access.js';
import { webBulk } from './web-bulk.js';
import { webCatalogues } from './web-catalogues.js';
import { webCommon } from './web-common.js';
import { webDashboard } from './web-dashboard.js';
import { webDuties } from './web-duties.js';
import { webFounding } from './web-founding.js';
import { webExports } from './web-exports.js';
import { webIncident } from './web-incident.js';
import { webIncidents } from './web-incidents.js';
import { webMembers } from './web-members.js';
import { webOperations } from './web-operations.js';
import { webReport } from './web-report.js';
import { webReports } from './web-reports.js';
import { webSecurity } from './web-security.js';
import { webSession } from './web-session.js';
import { webShell } from './web-shell.js';
import { webSignIn } from './web-sign-in.js';
import { webSituation } from './web-situation.js';
import { webTasks } from './web-tasks.js';
import { webViews } from './web-views.js';
import { webTenants } from './web-tenants.js';

/** All texts of the web app by area; keys are typed in the app, an unknown one does not compile. */
export const web = {
  shell: webShell,
  common: webCommon,
  session: { ...webSignIn, ...webSession },
  dashboard: webDashboard,
  situation: webSituation,
  incidents: webIncidents,
  report: webReport,
  reports: webReports,
  exports: webExports,
  incident: webIncident,
  duties: webDuties,
  members: webMembers,
  tenants: webTenants,
  founding: webFounding,
  access: webAccess,
  security: webSecurity,
  tasks: webTasks,
  operations: webOperations,
  catalogues: webCatalogues,
  views: webViews,
  bulk: webBulk,
} as const;

/** The shape every language must have; German is the source. */
export type WebTexts = Shape<typeof web>;
