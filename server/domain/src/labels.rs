//! Labels.

use crate::change::Touched;
use crate::{Actor, Desk, access, conversations};
use store::{StoreError, labels};
use types::action::Action;
use types::event::Change;
use types::label::{Label, LabelColor};
use types::{ConversationId, Problem, limits};

impl Desk {
    /// Adds a label to the account, and puts it on a conversation at once when one is named.
    ///
    /// # Errors
    /// `Invalid` for a bad name, `Conflict` when there is one of that name, `NotFound` for a foreign conversation; then nothing is made.
    pub async fn create_label(
        &self,
        actor: &Actor,
        name: &str,
        color: LabelColor,
        on: Option<ConversationId>,
    ) -> Result<Label, Problem> {
        let (actor, name) = (actor.clone(), limits::name("name", name)?);
        self.change(actor.account, move |work| {
            Box::pin(async move {
                let conversation = match on {
                    Some(id) => Some(access::change(work.conn, &actor, id).await?),
                    None => None,
                };
                let label = match labels::create(work.conn, work.account, &name, color).await {
                    Err(StoreError::Taken(_)) => {
                        return Err(Problem::conflict(format!("There is a label {name:?} already.")));
                    }
                    label => label?,
                };
                work.announce(Change::Label { label: label.clone() });
                if let Some(conversation) = conversation {
                    let mut touched = Touched::known(conversation);
                    conversations::apply(work, &actor, &mut touched, Action::AddLabel(label.id)).await?;
                    work.save(touched).await?;
                }
                Ok(label)
            })
        })
        .await
    }
}
