package io.agencysuite.crm.tenant;

import io.agencysuite.crm.client.Announcement;
import io.agencysuite.crm.client.Client;
import io.agencysuite.crm.client.ClientMessages;
import io.agencysuite.crm.client.ClientStore;
import io.agencysuite.crm.unique.DerivedIds;
import io.agencysuite.crm.user.Grant;
import io.agencysuite.crm.user.GrantStore;
import io.agencysuite.crm.user.Passwords;
import io.agencysuite.crm.user.User;
import io.agencysuite.crm.user.UserMessages;
import io.agencysuite.crm.user.UserStore;
import io.agencysuite.crm.v1.CreateTenantRequest;
import io.agencysuite.crm.v1.CreateTenantResponse;
import io.agencysuite.crm.v1.TenantServiceGrpc;
import io.agencysuite.kit.error.AlreadyExists;
import io.agencysuite.kit.grpc.CurrentCall;
import io.agencysuite.kit.grpc.Unary;
import io.agencysuite.kit.identity.Role;
import io.agencysuite.kit.mongo.Creations;
import io.agencysuite.kit.mongo.Key;
import io.agencysuite.kit.mongo.Stored;
import io.agencysuite.kit.time.Ids;
import io.grpc.stub.StreamObserver;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.grpc.server.service.GrpcService;

@GrpcService
final class TenantGrpcService extends TenantServiceGrpc.TenantServiceImplBase {

  private final TenantStore tenants;
  private final Houses houses;
  private final Accounts accounts;
  private final Creations creations;
  private final Ids ids;
  private final InstantSource clock;

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

  TenantGrpcService(
      TenantStore tenants,
      Houses houses,
      Accounts accounts,
      Creations creations,
      Ids ids,
      InstantSource clock) {
    this.tenants = tenants;
    this.houses = houses;
    this.accounts = accounts;
    this.creations = creations;
    this.ids = ids;
    this.clock = clock;
  }

  @Override
  public void createTenant(
      CreateTenantRequest request, StreamObserver<CreateTenantResponse> observer) {
    Unary.reply(observer, () -> create(request));
  }

  /// Every step stores once under an id that follows from the call, so that a retry does what is
  /// missing. The owner's address is taken first, because somebody may have it.
  private CreateTenantResponse create(CreateTenantRequest request) {
    Instant now = clock.instant();
    String creation =
        creations.idFor(
            CurrentCall.identity(), "CreateTenant", request.getRequestId(), request, ids::next);
    Tenant tenant = TenantMessages.from(request.getTenant(), now, creation);
    Client house = house(request, now, creation).checked();
    User owner = owner(request, now);

    String id = request.getTenantId();
    String ownerId = DerivedIds.ofPart(creation, "owner");
    Key ownerKey = UserStore.key(id, ownerId);
    accounts.users().reserve(ownerKey, owner.email());
    Stored<Tenant> storedTenant = tenants.insertOnce(id, tenant);
    if (!storedTenant.value().creation().equals(creation)) {
      accounts.users().giveUp(ownerKey, owner.email());
      throw AlreadyExists.resource("tenants/" + id);
    }
    Stored<User> storedOwner = accounts.users().create(ownerKey, owner);
    accounts.grants().grant(id, new Grant(ownerId, Grant.ALL_CLIENTS, Role.OWNER, now, false), now);
    Stored<Client> storedHouse = houses.insertOnce(id, house);
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
