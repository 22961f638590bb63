// README's two stories, told by the client that openapi-typescript and openapi-fetch make.
import createClient from "openapi-fetch";
import type { components, paths } from "./api.js";

declare const process: { argv: [string, string, string, string] };

type Team = components["schemas"]["RegisterTeam"];
const [, , baseUrl, token] = process.argv;
const client = createClient<paths>({ baseUrl, headers: { Authorization: `Bearer ${token}` } });

function got<T>(answer: { data?: T; error?: components["schemas"]["Problem"] }): T {
  if (answer.data === undefined) throw new Error(answer.error?.message_en ?? "no answer");
  return answer.data;
}

async function routeOf(team_id: string): Promise<string> {
  const query = { business: "project_publication" };
  const asked = { params: { path: { team_id }, query } };
  const { routes } = got(await client.GET("/v1/teams/{team_id}/review-routes", asked));
  const [route] = routes;
  if (route === undefined) throw new Error("no route");
  return [route.outcome, route.mode, route.final_reviewer?.id].filter(Boolean).join(" ");
}

async function looked() {
  const asked = { params: { path: { team_id: "H500112" } } };
  const scope = got(await client.GET("/v1/teams/{team_id}/scope", asked));
  const { total, reviewed, in_chain } = scope.team_scope;
  const { extent } = scope.volunteer_scope;
  const counts = { regions: scope.regions, teams: total, reviewed, in_chain, extent };
  return { hub: await routeOf("H500112011001"), ...counts };
}

async function kept(body: Team) {
  const params = { path: { team_id: "T-flowers" } };
  const registered = got(await client.POST("/v1/teams", { body }));
  const admission = { params, body: { status: "active", reason: "核准" } as const };
  const admitted = got(await client.POST("/v1/teams/{team_id}/status", admission));
  const before = await routeOf("T-flowers");
  const wish = { application_id: "A-flowers", team_id: "T-flowers", to_group: "junior_project" };
  const asked = got(await client.POST("/v1/applications", { body: wish as Wish }));
  const decided = got(
    await client.POST("/v1/applications/{application_id}/decision", {
      params: { path: { application_id: asked.application_id } },
      body: { status: "approved", reason: "项目多" },
    }),
  );
  return {
    registered: registered.status,
    admitted_by: registered.admission_route?.final_reviewer?.id,
    admitted: admitted.permission_group,
    before,
    decided: decided.team.permission_group,
    after: await routeOf("T-flowers"),
  };
}
type Wish = components["schemas"]["SubmitApplication"];

async function refused(): Promise<string[]> {
  const params = { path: { team_id: "T-flowers" } };
  const body = { liaison_id: "H500112" };
  const { error } = await client.PUT("/v1/teams/{team_id}/liaison", { params, body });
  return error?.rule_ids ?? [];
}

async function told(): Promise<string[]> {
  const asked = { params: { path: { team_id: "T-flowers" } } };
  const { items } = got(await client.GET("/v1/teams/{team_id}/history", asked));
  return items.map((change) => change.operation);
}

const flowers: Team = {
  team_id: "T-flowers",
  name: "松树桥社区便民服务站志愿服务队",
  unit_name: "松树桥社区便民服务站",
  region_code: "500112011001",
  liaison_id: "H500112011001",
  person_in_charge_name: "张三",
  person_in_charge_mobile: "13800138000",
  contact_name: "李四",
  contact_mobile: "13900139000",
  administrator_name: "王五",
  records_officer_name: "赵六",
};
const answers = { ...(await looked()), ...(await kept(flowers)) };
console.log(JSON.stringify({ ...answers, refused: await refused(), history: await told() }));
