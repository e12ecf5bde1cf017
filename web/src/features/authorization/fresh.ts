import type { Auth } from "#/api/types/Auth.ts";

/**
 * A block of a type as it begins. OAuth 2.0 on an item whose parent has it begins with the parent's fields,
 * so that nothing has to be typed twice.
 */
export function freshAuth(type: Auth["type"], parent: Auth | undefined): Auth {
  switch (type) {
    case "bearer":
      return { type, token: "" };
    case "basic":
      return { type, username: "", password: "" };
    case "api_key":
      return { type, key: "", value: "", placement: "header" };
    case "oauth2":
      if (parent?.type === "oauth2") return parent;
      return {
        type,
        grant: "client_credentials",
        access_token_url: "",
        refresh_token_url: "",
        authorization_url: "",
        callback_url: "",
        client_id: "",
        client_secret: "",
        client_authentication: "basic_header",
        sends_credentials_unencoded: false,
        resource_owner: { username: "", password: "" },
        scope: "",
        state: "",
        token_name: "",
        token_placement: { in: "header", name: "Authorization", prefix: "Bearer" },
        fetches_automatically: true,
        renews_automatically: true,
        authorization_parameters: [],
        token_parameters: [],
        refresh_parameters: [],
      };
    case "unsupported":
      return { type, kind: "" };
    default:
      return { type };
  }
}
