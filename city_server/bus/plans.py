"""Between plans, as people read them, and routes of nodes, as the planner handles them."""

from city_server.bus.errors import Impossible
from city_server.bus.model import Kind, Plan, Route, Visit
from city_server.bus.network import Network
from city_server.bus.routes import Line
from city_server.bus.search import Search, State


def plan_of(net: Network, state: State) -> Plan:
    """Return the plan of a state, at the earliest times; vehicles leave as late as that allows."""
    routes = [_route(net, number, line) for number, line in enumerate(state.routes)]
    served = {visit.of for route in routes if route for visit in route.visits if visit.kind is not Kind.PAUSE}
    names = [request.id for request in net.day.requests]
    return Plan(
        tuple(route for route in routes if route is not None),
        tuple(name for name in names if name not in served),
    )


def take_over(search: Search, plan: Plan) -> None:
    """Let a search begin with a plan. Raises Impossible when the plan cannot be driven."""
    net = search.net
    index = {request.id: number for number, request in enumerate(net.day.requests)}
    for number, vehicle in enumerate(net.day.vehicles):
        route = plan.route(vehicle.id)
        if route is None:
            continue
        chain = net.chains[number]
        nodes = [net.kins[net.kin_of[number]].base[0]]
        for visit in route.visits:
            if visit.kind is Kind.PAUSE:
                nodes += chain[2 * int(visit.of) : 2 * int(visit.of) + 2]
            else:
                nodes.append(2 * index[visit.of] + (visit.kind is Kind.DROPOFF))
        nodes.append(net.kins[net.kin_of[number]].base[-1])
        line = search.lines.of(net.kin_of[number], tuple(nodes))
        if line is None:
            raise Impossible(f"vehicle {vehicle.id} cannot keep its plan")
        search.state.routes[number] = line


def _route(net: Network, number: int, line: Line) -> Route | None:
    vehicle = net.day.vehicles[number]
    frozen = net.day.frozen.get(vehicle.id)
    if len(line.nodes) == 2 or (frozen is None and not line.requests):
        return Route(vehicle.id, frozen.leaves, (), frozen.leaves) if frozen else None
    first = line.earliest[1] - net.leg[line.nodes[0]][line.nodes[1]]
    leaves = frozen.leaves if frozen else first
    visits = tuple(
        visit
        for node, at in zip(line.nodes[1:-1], line.earliest[1:-1], strict=True)
        if (visit := _visit(net, node, at)) is not None
    )
    return Route(vehicle.id, leaves, visits, line.earliest[-1])


def _visit(net: Network, node: int, at: float) -> Visit | None:
    if node >= net.rides:
        return Visit(Kind.PAUSE, net.pause_of[node], at) if node in net.pause_of else None
    return Visit(Kind.DROPOFF if node & 1 else Kind.PICKUP, net.day.requests[node >> 1].id, at)
