//! A small SOCKS 5 proxy, RFC 1928 and RFC 1929.

use std::io::{self, Read as _, Write as _};
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use crate::proxy::tunnel;

/// The proxy; it lives as long as the test's process.
pub struct Socks {
    address: SocketAddr,
    targets: Arc<Mutex<Vec<String>>>,
}

impl Socks {
    /// Serves everyone.
    pub fn open() -> Self {
        Self::start(None)
    }

    /// Serves those who know user name and password.
    pub fn demanding(user: &str, password: &str) -> Self {
        Self::start(Some((user.to_owned(), password.to_owned())))
    }

    fn start(credentials: Option<(String, String)>) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("loopback has a free port");
        let address = listener.local_addr().expect("a bound socket has an address");
        let targets = Arc::<Mutex<Vec<String>>>::default();
        let recorded = Arc::clone(&targets);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (credentials, recorded) = (credentials.clone(), Arc::clone(&recorded));
                thread::spawn(move || drop(serve(stream, credentials.as_ref(), &recorded)));
            }
        });
        Self { address, targets }
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Where it was asked to connect, names as they were given.
    pub fn targets(&self) -> Vec<String> {
        self.targets.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

fn serve(
    mut stream: TcpStream,
    credentials: Option<&(String, String)>,
    recorded: &Mutex<Vec<String>>,
) -> io::Result<()> {
    let [version, methods] = bytes(&mut stream)?;
    if version != 5 {
        return Ok(());
    }
    let offered = read(&mut stream, methods)?;
    let wanted = if credentials.is_some() { 2 } else { 0 };
    if !offered.contains(&wanted) {
        return stream.write_all(&[5, 0xff]);
    }
    stream.write_all(&[5, wanted])?;
    if let Some((user, password)) = credentials {
        let [_version, length] = bytes(&mut stream)?;
        let own_user = read(&mut stream, length)?;
        let [length] = bytes(&mut stream)?;
        let own_password = read(&mut stream, length)?;
        let is_known = own_user == user.as_bytes() && own_password == password.as_bytes();
        stream.write_all(&[1, u8::from(!is_known)])?;
        if !is_known {
            return Ok(());
        }
    }
    let [_version, _command, _reserved, kind] = bytes(&mut stream)?;
    let host = match kind {
        1 => Ipv4Addr::from(bytes::<4>(&mut stream)?).to_string(),
        4 => format!("[{}]", Ipv6Addr::from(bytes::<16>(&mut stream)?)),
        _ => {
            let [length] = bytes(&mut stream)?;
            String::from_utf8_lossy(&read(&mut stream, length)?).into_owned()
        }
    };
    let target = format!("{host}:{}", u16::from_be_bytes(bytes(&mut stream)?));
    recorded.lock().unwrap_or_else(PoisonError::into_inner).push(target.clone());
    match TcpStream::connect(&target) {
        Ok(server) => {
            stream.write_all(&[5, 0, 0, 1, 0, 0, 0, 0, 0, 0])?;
            tunnel(stream, server)
        }
        Err(_) => stream.write_all(&[5, 5, 0, 1, 0, 0, 0, 0, 0, 0]),
    }
}

fn bytes<const N: usize>(stream: &mut TcpStream) -> io::Result<[u8; N]> {
    let mut bytes = [0; N];
    stream.read_exact(&mut bytes)?;
    Ok(bytes)
}

fn read(stream: &mut TcpStream, length: u8) -> io::Result<Vec<u8>> {
    let mut bytes = vec![0; usize::from(length)];
    stream.read_exact(&mut bytes)?;
    Ok(bytes)
}
