//! Asks the server whether it takes calls, over a bare connection: an HTTP library would be a long build for one line.

use std::net::SocketAddr;
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// Between two questions while the server starts.
const PAUSE: Duration = Duration::from_millis(30);

/// Returns once `/healthz` answers 200; never, if it does not.
pub(crate) async fn until_healthy(address: SocketAddr) {
    while !is_healthy(address).await {
        tokio::time::sleep(PAUSE).await;
    }
}

/// Whether nobody listens any more.
pub(crate) async fn is_deaf(address: SocketAddr) -> bool {
    TcpStream::connect(address).await.is_err()
}

async fn is_healthy(address: SocketAddr) -> bool {
    ask(address).await.is_ok_and(|head| head.starts_with(b"HTTP/1.1 200 "))
}

/// The first bytes of the answer.
async fn ask(address: SocketAddr) -> std::io::Result<[u8; 13]> {
    let mut stream = TcpStream::connect(address).await?;
    let request = format!("GET /healthz HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await?;
    let mut head = [0; 13];
    stream.read_exact(&mut head).await?;
    Ok(head)
}
