//! Labels.

use crate::{Actor, Desk};
use store::{StoreError, labels};
use types::event::Change;
use types::label::{Label, LabelColor};
use types::{Problem, limits};

impl Desk {
    /// Adds a label to the account.
    ///
    /// # Errors
    /// `Invalid` for a bad name, `Conflict` when there is one of that name.
    pub async fn create_label(&self, actor: &Actor, name: &str, color: LabelColor) -> Result<Label, Problem> {
        let name = limits::name("name", name)?;
        self.change(actor.account, move |work| {
            Box::pin(async move {
                let label = match labels::create(work.conn, work.account, &name, color).await {
                    Err(StoreError::Taken(_)) => {
                        return Err(Problem::conflict(format!("There is a label {name:?} already.")));
                    }
                    label => label?,
                };
                work.announce(Change::Label { label: label.clone() });
                Ok(label)
            })
        })
        .await
    }
}
