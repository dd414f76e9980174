//! Coming through an advertisement, or through a link (m.me, ig.me).

use crate::Channel;
use crate::news::Scene;
use crate::state::Referral;
use serde_json::{Value, json};

/// What `referral` says, in a message or alone.
pub(super) fn of(scene: &Scene<'_>, referral: &Referral) -> Value {
    if referral.paid {
        let context = json!({"ad_title": referral.title, "photo_url": "https://scontent.example/ad.jpg", "post_id": "122100000000007"});
        return json!({"ad_id": "6045246247433", "source": "ADS", "type": "OPEN_THREAD", "ads_context_data": context});
    }
    let source = if scene.line.channel == Channel::Instagram { "IGME-SOURCE-LINK" } else { "SHORTLINK" };
    json!({"ref": referral.title, "source": source, "type": "OPEN_THREAD"})
}
