package dev.flotilla.control.access.member;

import dev.flotilla.control.database.Rows;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class InvitationRepository implements Rows<InvitationEntity> {}
