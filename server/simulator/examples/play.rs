//! Plays the providers of a plan: `cargo run -p simulator --example play -- plan.json 127.0.0.1:8090 127.0.0.1:8091`.

use std::error::Error;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let file =
        arguments.next().ok_or("Name a file with the plan (JSON), and the addresses to listen at if you like.")?;
    let address = arguments.next().unwrap_or_else(|| "127.0.0.1:8090".to_owned());
    let mail = arguments.next().unwrap_or_else(|| "127.0.0.1:8091".to_owned());
    let plan = serde_json::from_slice(&std::fs::read(file)?)?;
    let listener = tokio::net::TcpListener::bind(&address).await?;
    let mail = tokio::net::TcpListener::bind(&mail).await?;
    println!("The phones are at http://{}/ until Ctrl-C; mail goes to {}.", listener.local_addr()?, mail.local_addr()?);
    let ending = async {
        let _ = tokio::signal::ctrl_c().await;
    };
    let listeners = simulator::Listeners { http: listener, mail: Some(mail) };
    Ok(simulator::serve(listeners, plan, ending).await?)
}
