//! Every command of invitations is wholly done or not at all.

use app::Actor;
use app::invitations::{
    AcceptInvitation, AskSender, Due, DueInvitations, ExpireInvitation, FinishRejection, MarkOpened,
    RejectInvitation, RejectReason, RemindFirm, SendInvitation, UndoRejection, WithdrawInvitation,
};
use app::keys::Purpose;
use kernel::{Id as _, InvitationId, OrganisationId};
use testkit::{House, Practice, both_engines};

fn job(house: &House) -> Actor {
    Actor::job("invitations", house.app.request_id())
}

async fn due(house: &House) -> Due {
    house.app.read(&job(house), DueInvitations).await.unwrap()[0]
}

fn reject(organisation: OrganisationId, invitation: InvitationId) -> RejectInvitation {
    RejectInvitation { organisation, invitation, reason: RejectReason::NotOffered, message: None }
}

both_engines! {
    async fn sending_withdrawing_and_accepting(house: House) {
        let practice = house.practice().await;
        let (books, organisation) = (practice.books, practice.organisation);
        let wish: SendInvitation = house.wish(books, Practice::ADDRESS);
        let invitation = house.sabotage(&practice.zoe, wish.clone()).await.invitation;
        house.sabotage(&practice.zoe, WithdrawInvitation { books, invitation }).await;
        let invitation = house.sabotage(&practice.zoe, wish).await.invitation;
        let colleagues = vec![testkit::user(&practice.asha)];
        let accept = AcceptInvitation { organisation, invitation, branch: None, colleagues };
        house.sabotage(&practice.tom, accept).await;
    }

    async fn rejecting_undoing_and_finishing(house: House) {
        let practice = house.practice().await;
        let organisation = practice.organisation;
        let invitation = house.invite(&practice.zoe, practice.books, Practice::ADDRESS).await;
        let no: RejectInvitation = reject(organisation, invitation);
        house.sabotage(&practice.tom, no).await;
        house.sabotage(&practice.tom, UndoRejection { organisation, invitation }).await;
        house.sabotage(&practice.tom, reject(organisation, invitation)).await;
        // A new request in the thirty seconds replaces the rejected one.
        let wish = house.wish(practice.books, Practice::ADDRESS);
        let invitation = house.sabotage(&practice.zoe, wish).await.invitation;
        house.sabotage(&practice.tom, reject(organisation, invitation)).await;
        house.clock.pass_seconds(31);
        for due in house.app.read(&job(&house), DueInvitations).await.unwrap() {
            house.sabotage(&job(&house), FinishRejection { due }).await;
        }
    }

    async fn reminding_and_expiring(house: House) {
        let practice = house.practice().await;
        house.invite(&practice.zoe, practice.books, Practice::ADDRESS).await;
        house.clock.pass_seconds(86_400);
        house.sabotage(&job(&house), RemindFirm { due: due(&house).await }).await;
        house.clock.pass_seconds(30 * 86_400);
        house.sabotage(&job(&house), ExpireInvitation { due: due(&house).await }).await;
    }

    async fn a_persons_invitation(house: House) {
        let practice = house.practice().await;
        let organisation = practice.organisation;
        let wish = house.wish(practice.books, practice.tom.email());
        let invitation = house.sabotage(&practice.zoe, wish).await.invitation;
        let secret = house.app.core.keys.link_secret(Purpose::ClientInvitation, invitation.bytes(), 1);
        house.sabotage(&practice.asha, MarkOpened { secret: secret.clone() }).await;
        house.sabotage(&practice.tom, MarkOpened { secret }).await;
        house.sabotage(&practice.tom, reject(organisation, invitation)).await;
        house.sabotage(&practice.tom, UndoRejection { organisation, invitation }).await;
    }

    async fn asking_for_another(house: House) {
        let practice = house.practice().await;
        let invitation = house.invite(&practice.zoe, practice.books, practice.tom.email()).await;
        let secret = house.app.core.keys.link_secret(Purpose::ClientInvitation, invitation.bytes(), 1);
        house.sabotage(&practice.asha, AskSender { secret: secret.clone() }).await;
        let withdraw = WithdrawInvitation { books: practice.books, invitation };
        house.app.run(&practice.zoe, None, withdraw).await.unwrap();
        house.sabotage(&house.nobody(), AskSender { secret }).await;
    }
}
