import type { WebTexts } from '../de/web.js';
import { webAccess } from './web-access.js';
import { webCatalogues } from './web-catalogues.js';
import { webCommon } from './web-common.js';
import { webDashboard } from './web-dashboard.js';
import { webDuties } from './web-duties.js';
import { webExports } from './web-exports.js';
import { webIncident } from './web-incident.js';
import { webIncidents } from './web-incidents.js';
import { webMembers } from './web-members.js';
import { webOperations } from './web-operations.js';
import { webReport } from './web-report.js';
import { webReports } from './web-reports.js';
import { webSession } from './web-session.js';
import { webShell } from './web-shell.js';
import { webSignIn } from './web-sign-in.js';
import { webSituation } from './web-situation.js';

/** All English texts of the web app by area. */
export const web: WebTexts = {
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
  access: webAccess,
  operations: webOperations,
  catalogues: webCatalogues,
};
