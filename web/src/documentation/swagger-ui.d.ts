// The parts of Swagger UI that this page uses; the package brings no types.
declare module "swagger-ui-dist/swagger-ui-es-bundle.js" {
  /** A collection of Immutable.js. */
  export type Immutable = {
    get(key: string): Immutable;
    set(key: string, value: Immutable): Immutable;
    map(change: (value: Immutable, key: string) => Immutable): Immutable;
    filter(keeps: (value: Immutable, key: string) => boolean): Immutable;
    keySeq(): { toArray(): string[] };
    getIn(path: string[]): unknown;
    toJS(): unknown;
    size: number;
  };
  /** Swagger UI's own React, older than the page's. */
  type OwnReact = { createElement(kind: unknown, props: object | null, ...children: unknown[]): unknown };
  /** What a running Swagger UI offers. */
  export type System = {
    React: OwnReact;
    specSelectors: { specJson(): Immutable; taggedOperations(): Immutable };
    specActions: { updateUrl(url: string): void; download(url: string): void };
    layoutActions: { updateFilter(text: string | boolean): void; show(place: string[], shown: boolean): void };
    authActions: { authorizeOauth2(payload: object): void; logout(names: string[]): void };
  };
  const SwaggerUI: (options: object) => System;
  export default SwaggerUI;
}
