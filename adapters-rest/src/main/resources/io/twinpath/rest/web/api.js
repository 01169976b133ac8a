// The HTTP API as the page asks it, and its failures in one shape.

import { token } from "./store.js";

const PATIENCE = 10_000;
const LONGEST_RETRY = 60;

/** Why there is no answer: the problem's name, and what helps to find it in the log. */
export class Failure extends Error {
  /** @param retryAfter in seconds, as the service wants it; null when it does not say */
  constructor(status, kind, requestId = null, retryAfter = null, errors = []) {
    super(kind);
    Object.assign(this, { status, kind, requestId, retryAfter, errors });
  }

  /** Whether the same request may have another answer soon. */
  get passes() {
    return this.status === 0 || ((this.status === 503 || this.status === 429) && this.retryAfter <= LONGEST_RETRY);
  }
}

export function read(path, signal) {
  return call("GET", path, { signal });
}

/** Under this version and key: however often it is sent, it takes effect once. */
export function change(path, body, etag, key) {
  return call("PATCH", path, {
    body,
    headers: { "Content-Type": "application/merge-patch+json", "If-Match": etag, "Idempotency-Key": key },
  });
}

export function post(path, body) {
  return call("POST", path, {
    body: body === undefined ? undefined : JSON.stringify(body),
    headers: body === undefined ? {} : { "Content-Type": "application/json" },
  });
}

/** 128 random bits, also where there is no secure context for randomUUID. */
export function newKey() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map(each => each.toString(16).padStart(2, "0")).join("");
}

async function call(method, path, { body, headers = {}, signal } = {}) {
  const known = token.get();
  let response;
  let data;
  try {
    response = await fetch(`api/v1/${path}`, {
      method,
      body,
      headers: known ? { ...headers, Authorization: `Bearer ${known}` } : headers,
      cache: "no-store",
      credentials: "omit",
      signal: AbortSignal.any([AbortSignal.timeout(PATIENCE), ...(signal ? [signal] : [])]),
    });
    data = response.status === 204 ? null : await response.json();
  } catch (e) {
    if (signal?.aborted) {
      throw e;
    }
    throw response?.ok === false ? failure(response, {}) : new Failure(0, "unreachable");
  }
  if (!response.ok) {
    throw failure(response, data);
  }
  const given = /stale-if-error/.test(response.headers.get("Cache-Status") ?? "");
  return { data, etag: response.headers.get("ETag"), age: given ? Number(response.headers.get("Age") ?? 0) : null };
}

function failure(response, problem) {
  const name = String(problem.type ?? "").split(/[:/]/).pop();
  const wait = Number.parseInt(response.headers.get("Retry-After"), 10);
  return new Failure(
    response.status,
    name || String(response.status),
    problem.request_id ?? response.headers.get("X-Request-Id"),
    Number.isFinite(wait) ? wait : null,
    problem.errors ?? []);
}
