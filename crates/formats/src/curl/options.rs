//! The options of cURL (manual page of 8.x): their names, and whether a value follows.

/// What an option means here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// Part of the request; whether a value follows.
    Request(bool),
    /// Only about what cURL prints or keeps, or what this program does anyway; whether a value follows.
    Quiet(bool),
    /// Has no counterpart in a request; whether a value follows.
    Other(bool),
}

/// One-letter names.
const SHORT: [(char, &str); 59] = [
    ('#', "progress-bar"),
    ('0', "http1.0"),
    ('1', "tlsv1"),
    ('2', "sslv2"),
    ('3', "sslv3"),
    ('4', "ipv4"),
    ('6', "ipv6"),
    (':', "next"),
    ('A', "user-agent"),
    ('B', "use-ascii"),
    ('C', "continue-at"),
    ('D', "dump-header"),
    ('E', "cert"),
    ('F', "form"),
    ('G', "get"),
    ('H', "header"),
    ('I', "head"),
    ('J', "remote-header-name"),
    ('K', "config"),
    ('L', "location"),
    ('M', "manual"),
    ('N', "no-buffer"),
    ('O', "remote-name"),
    ('P', "ftp-port"),
    ('Q', "quote"),
    ('R', "remote-time"),
    ('S', "show-error"),
    ('T', "upload-file"),
    ('U', "proxy-user"),
    ('V', "version"),
    ('X', "request"),
    ('Y', "speed-limit"),
    ('Z', "parallel"),
    ('a', "append"),
    ('b', "cookie"),
    ('c', "cookie-jar"),
    ('d', "data"),
    ('e', "referer"),
    ('f', "fail"),
    ('g', "globoff"),
    ('i', "include"),
    ('j', "junk-session-cookies"),
    ('k', "insecure"),
    ('l', "list-only"),
    ('m', "max-time"),
    ('n', "netrc"),
    ('o', "output"),
    ('p', "proxytunnel"),
    ('q', "disable"),
    ('r', "range"),
    ('s', "silent"),
    ('t', "telnet-option"),
    ('u', "user"),
    ('v', "verbose"),
    ('w', "write-out"),
    ('x', "proxy"),
    ('y', "speed-time"),
    ('z', "time-cond"),
    ('h', "help"),
];

const REQUEST_FLAGS: &str = " get head insecure location location-trusted http1.0 http1.1 http2 http2-prior-knowledge \
    post301 post302 post303 basic ";

const REQUEST_VALUES: &str = " request header data data-ascii data-binary data-raw data-urlencode json form form-string \
    user oauth2-bearer cookie user-agent referer url max-time max-redirs upload-file range ";

const QUIET_FLAGS: &str = " progress-bar no-progress-meter silent show-error verbose include fail fail-with-body \
    fail-early no-buffer globoff compressed path-as-is remote-name remote-name-all remote-header-name remote-time \
    create-dirs styled-output no-styled-output trace-time trace-ids disable clobber no-clobber xattr tcp-nodelay \
    keepalive no-keepalive show-headers use-ascii parallel parallel-immediate raw tr-encoding ";

const QUIET_VALUES: &str = " output write-out stderr trace trace-ascii trace-config output-dir keepalive-time \
    dump-header cookie-jar create-file-mode parallel-max ";

const OTHER_VALUES: &str = " proxy proxy-user proxy-header proxy-cert proxy-key proxy-cacert proxy1.0 preproxy \
    socks4 socks4a socks5 socks5-hostname noproxy cacert capath cert cert-type key key-type pass pinnedpubkey ciphers \
    tls13-ciphers tls-max curves resolve connect-to connect-timeout interface local-port unix-socket \
    abstract-unix-socket dns-servers doh-url retry retry-delay retry-max-time limit-rate rate max-filesize speed-limit \
    speed-time config netrc-file continue-at time-cond etag-save etag-compare aws-sigv4 request-target \
    expect100-timeout happy-eyeballs-timeout-ms quote ftp-port telnet-option variable expand-data expand-url \
    expand-header form-escape-type hsts alt-svc login-options service-name delegation engine crlfile random-file \
    egd-file proto proto-default proto-redir url-query mail-from mail-rcpt ";

const OTHER_FLAGS: &str = " digest ntlm ntlm-wb negotiate anyauth proxy-basic proxy-digest proxy-ntlm proxy-negotiate \
    proxy-anyauth proxy-insecure proxytunnel netrc netrc-optional ipv4 ipv6 http0.9 http3 http3-only tlsv1 tlsv1.0 \
    tlsv1.1 tlsv1.2 tlsv1.3 sslv2 sslv3 ssl ssl-reqd ssl-no-revoke ssl-allow-beast next append list-only \
    junk-session-cookies retry-connrefused retry-all-errors form-escape disallow-username-in-url ignore-content-length \
    no-alpn no-npn no-sessionid tcp-fastopen ca-native suppress-connect-headers haproxy-protocol crlf help version \
    manual ";

/// The long name of a one-letter option.
pub(crate) fn long_name(short: char) -> Option<&'static str> {
    SHORT.iter().find(|(letter, _)| *letter == short).map(|(_, long)| *long)
}

/// What a long option means; `None` for one that cURL does not have.
pub(crate) fn meaning(long: &str) -> Option<Meaning> {
    let is_in = |list: &str| list.split_whitespace().any(|name| name == long);
    match () {
        () if is_in(REQUEST_FLAGS) => Some(Meaning::Request(false)),
        () if is_in(REQUEST_VALUES) => Some(Meaning::Request(true)),
        () if is_in(QUIET_FLAGS) => Some(Meaning::Quiet(false)),
        () if is_in(QUIET_VALUES) => Some(Meaning::Quiet(true)),
        () if is_in(OTHER_FLAGS) => Some(Meaning::Other(false)),
        () if is_in(OTHER_VALUES) => Some(Meaning::Other(true)),
        () => None,
    }
}

/// Where the thing is set that an option of a command cannot bring along.
pub(crate) fn hint(long: &str) -> &'static str {
    match long {
        "proxy" | "proxy-user" | "socks5" | "socks5-hostname" | "noproxy" => {
            "A proxy is set for the whole program, not for one request."
        }
        "cert" | "key" | "pass" | "cacert" | "capath" => {
            "Certificates are set for the whole program, not for one request."
        }
        "digest" | "ntlm" | "negotiate" | "anyauth" | "aws-sigv4" => "Choose another kind under Authorization.",
        "next" => "Only the first of several requests is taken.",
        _ => "The request is made without it.",
    }
}
