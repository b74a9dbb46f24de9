package io.agencysuite.crm.tenant;

import io.agencysuite.crm.client.Announcement;
import io.agencysuite.crm.client.Client;
import io.agencysuite.crm.client.ClientMessages;
import io.agencysuite.crm.client.ClientStore;
import io.agencysuite.crm.unique.DerivedIds;
import io.agencysuite.crm.user.Grant;
import io.agencysuite.crm.user.GrantStore;
import io.agencysuite.crm.user.PasswordRules;
import io.agencysuite.crm.user.Passwords;
import io.agencysuite.crm.user.User;
import io.agencysuite.crm.user.UserMessages;
import io.agencysuite.crm.user.UserStore;
import io.agencysuite.crm.v1.CreateTenantRequest;
import io.agencysuite.crm.v1.CreateTenantResponse;
import io.agencysuite.kit.error.AlreadyExists;
import io.agencysuite.kit.identity.Role;
import io.agencysuite.kit.mongo.Key;
import io.agencysuite.kit.mongo.Stored;
import java.time.Instant;

/// Makes an agency with its house and its owner. Every step stores once under an id that follows
/// from the creation's, so that a retry does what is missing.
final class TenantCreationMessages {

  private final TenantStore tenants;
  private final Houses houses;
  private final Accounts accounts;

  /// Where the first user of a tenant goes.
  record Accounts(UserStore users, GrantStore grants, Passwords passwords) {}

  /// Where the agency's own client goes.
  record Houses(ClientStore clients, Announcement announcement) {

    Stored<Client> insertOnce(String tenant, Client house) {
      Key key = ClientStore.key(tenant, Client.HOUSE);
      Stored<Client> stored = clients.insertOnce(key, house);
      announcement.await(key);
      return stored;
    }
  }

  /// What keeps every rule and is not stored yet.
  record Draft(String id, String creation, Tenant tenant, Client house, User owner) {}

  TenantCreationMessages(TenantStore tenants, Houses houses, Accounts accounts) {
    this.tenants = tenants;
    this.houses = houses;
    this.accounts = accounts;
  }

  Draft draft(CreateTenantRequest request, String creation, Instant now) {
    PasswordRules.require("owner_password", request.getOwnerPassword(), request.getOwnerEmail());
    return new Draft(
        request.getTenantId(),
        creation,
        TenantMessages.from(request.getTenant(), now, creation),
        house(request, now, creation).checked(),
        owner(request, now));
  }

  /// The owner's address is taken first, because somebody may have it.
  CreateTenantResponse store(Draft draft, Instant now) {
    String id = draft.id();
    String ownerId = DerivedIds.ofPart(draft.creation(), "owner");
    Key ownerKey = UserStore.key(id, ownerId);
    accounts.users().reserve(ownerKey, draft.owner().email());
    Stored<Tenant> storedTenant = tenants.insertOnce(id, draft.tenant());
    if (!storedTenant.value().creation().equals(draft.creation())) {
      accounts.users().giveUp(ownerKey, draft.owner().email());
      throw AlreadyExists.resource("tenants/" + id);
    }
    Stored<User> storedOwner = accounts.users().create(ownerKey, draft.owner());
    accounts.grants().grant(id, new Grant(ownerId, Grant.ALL_CLIENTS, Role.OWNER, now, false), now);
    Stored<Client> storedHouse = houses.insertOnce(id, draft.house());
    return CreateTenantResponse.newBuilder()
        .setTenant(TenantMessages.to(storedTenant))
        .setOwner(UserMessages.to(storedOwner))
        .setHouse(ClientMessages.to(storedHouse))
        .build();
  }

  private User owner(CreateTenantRequest request, Instant now) {
    String displayName = request.getOwnerDisplayName().strip();
    return UserMessages.from(
        "owner_email",
        io.agencysuite.crm.v1.User.newBuilder()
            .setEmail(request.getOwnerEmail())
            .setDisplayName(displayName.isEmpty() ? "Owner" : displayName)
            .build(),
        accounts.passwords().hash(request.getOwnerPassword()),
        now);
  }

  private static Client house(CreateTenantRequest request, Instant now, String creation) {
    io.agencysuite.crm.v1.Client.Builder house = request.getHouse().toBuilder();
    if (house.getDisplayName().isEmpty()) {
      house.setDisplayName(request.getTenant().getDisplayName());
    }
    if (house.getTimeZone().isEmpty()) {
      house.setTimeZone("Europe/Berlin");
    }
    if (house.getCurrencyCode().isEmpty()) {
      house.setCurrencyCode("EUR");
    }
    return ClientMessages.from(house.build(), now, creation);
  }
}
