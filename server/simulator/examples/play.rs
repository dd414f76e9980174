//! Plays the providers of a plan: `cargo run -p simulator --example play -- plan.json 127.0.0.1:8090`.

use std::error::Error;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let file = arguments.next().ok_or("Name a file with the plan (JSON), and the address to listen at if you like.")?;
    let address = arguments.next().unwrap_or_else(|| "127.0.0.1:8090".to_owned());
    let plan = serde_json::from_slice(&std::fs::read(file)?)?;
    let listener = tokio::net::TcpListener::bind(&address).await?;
    println!("The phones are at http://{}/ until Ctrl-C.", listener.local_addr()?);
    let ending = async {
        let _ = tokio::signal::ctrl_c().await;
    };
    Ok(simulator::serve(listener, plan, ending).await?)
}
